import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import * as E from 'fp-ts/Either';
import { type EventInput, type EventsRefused } from '../../../application/use-cases/events';
import { isCloudEvent } from './cloud-events/attributes';
import { cloudEventInput } from './cloud-events/cloud-event-input';
import { EVENT_SCHEMA } from './event-schema';
import { isRecord } from './is-record';

/** Compiled at its first use: it takes megabytes to make, which a process that is sent no events never needs. */
const compiled = (options: Options): (() => ValidateFunction<EventInput>) => {
  let validate: ValidateFunction<EventInput> | undefined;
  return () => (validate ??= new Ajv({ allowUnionTypes: true, ...options }).compile<EventInput>(EVENT_SCHEMA));
};

// The first answers the good path; the second is asked only about what the first turned down.
const goodPath = compiled({});
const everyProblem = compiled({ allErrors: true });

const isEvent = (value: unknown): value is EventInput => goodPath()(value);

type Problem = EventsRefused['problems'][number];

/** `cloud-events`: the message says that it holds nothing else. */
export type Expected = 'any' | 'cloud-events';

const MAX_EXPLAINED = 100;

const pathOf = (pointer: string, last?: string): string =>
  [...pointer.split('/').slice(1), ...(last === undefined ? [] : [last])]
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');

const problemOf = (index: number, error: ErrorObject): Problem => {
  const params = error.params as Readonly<Record<string, string | undefined>>;
  switch (error.keyword) {
    case 'required':
      return { index, field: pathOf(error.instancePath, params['missingProperty']), reason: 'is missing' };
    case 'additionalProperties':
      return { index, field: pathOf(error.instancePath, params['additionalProperty']), reason: 'is not a known field' };
    default:
      return { index, field: pathOf(error.instancePath), reason: error.message ?? 'is not acceptable' };
  }
};

const problemsOf = (event: unknown, index: number): ReadonlyArray<Problem> => {
  const explain = everyProblem();
  explain(event);
  return (explain.errors ?? []).map((error) => problemOf(index, error));
};

const fromCloudEvent = (
  value: Readonly<Record<string, unknown>>,
  index: number,
): E.Either<ReadonlyArray<Problem>, EventInput> => {
  const candidate = cloudEventInput(value);
  if (E.isLeft(candidate)) return E.left(candidate.left.map((problem) => ({ index, ...problem })));
  const { event, parts } = candidate.right;
  return isEvent(event)
    ? E.right(event)
    : E.left(problemsOf(event, index).map((problem) => ({ ...problem, field: `${parts}${problem.field}` })));
};

/** What the fast path turned down: a CloudEvent, or an event with problems. */
const otherwise = (value: unknown, index: number, expected: Expected): E.Either<ReadonlyArray<Problem>, EventInput> => {
  if (isCloudEvent(value) || (expected === 'cloud-events' && isRecord(value))) return fromCloudEvent(value, index);
  return E.left(problemsOf(value, index));
};

/** All or nothing; every problem of the first hundred bad events is named. */
export const checkShape = (
  values: ReadonlyArray<unknown>,
  expected: Expected,
): E.Either<EventsRefused, ReadonlyArray<EventInput>> => {
  const good: EventInput[] = [];
  const problems: Problem[] = [];
  for (let index = 0; index < values.length && problems.length < MAX_EXPLAINED; index += 1) {
    const value = values[index];
    if (expected === 'any' && isEvent(value)) {
      good.push(value);
      continue;
    }
    const event = otherwise(value, index, expected);
    if (E.isRight(event)) good.push(event.right);
    else problems.push(...event.left);
  }
  return problems.length === 0 ? E.right(good) : E.left({ type: 'EventsRefused', problems });
};
