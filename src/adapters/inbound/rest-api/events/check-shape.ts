import { Ajv, type ErrorObject } from 'ajv';
import * as E from 'fp-ts/Either';
import { type EventInput, type EventsRefused } from '../../../../application/use-cases/events';
import { EVENT_SCHEMA } from './event-schema';

// The first answers the good path; the second is asked only about what the first turned down.
const isEvent = new Ajv({ allowUnionTypes: true }).compile<EventInput>(EVENT_SCHEMA);
const explain = new Ajv({ allowUnionTypes: true, allErrors: true }).compile<EventInput>(EVENT_SCHEMA);

type Problem = EventsRefused['problems'][number];

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
  explain(event);
  return (explain.errors ?? []).map((error) => problemOf(index, error));
};

/** All or nothing; every problem of the first hundred bad events is named. */
export const checkShape = (events: ReadonlyArray<unknown>): E.Either<EventsRefused, ReadonlyArray<EventInput>> => {
  const good: EventInput[] = [];
  const problems: Problem[] = [];
  for (let index = 0; index < events.length && problems.length < MAX_EXPLAINED; index += 1) {
    const event = events[index];
    if (isEvent(event)) good.push(event);
    else problems.push(...problemsOf(event, index));
  }
  return problems.length === 0 ? E.right(good) : E.left({ type: 'EventsRefused', problems });
};
