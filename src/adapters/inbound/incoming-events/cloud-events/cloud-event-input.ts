import * as E from 'fp-ts/Either';
import { DIMENSIONS } from '../../../../domain/platform-event/platform-event';
import { isRecord } from '../is-record';
import { attributeProblems, EVENT_PARTS, flagOf } from './attributes';

type Members = Readonly<Record<string, unknown>>;
interface PlaceProblem {
  readonly field: string;
  readonly reason: string;
}

/** An event in our own words, its shape not yet checked; `parts`: where in the CloudEvent its parts were found. */
export interface Candidate {
  readonly event: Members;
  readonly parts: 'data.' | '';
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;

const invalid = (...problems: ReadonlyArray<PlaceProblem>): E.Either<ReadonlyArray<PlaceProblem>, never> =>
  E.left(problems);

/** What the extension attributes say, by the names of our own event. */
const extensionsOf = (event: Members): Members => {
  const { hooklineprofile, hooklineentity, hooklinetest, hooklinecapture } = event;
  const ids = DIMENSIONS.map((dimension) => [dimension, event[`hookline${dimension}`]] as const);
  const subjects = ids.flatMap(([dimension, id]) => (isGiven(id) ? [[dimension, { id }] as const] : []));
  return {
    ...(subjects.length > 0 ? { subjects: Object.fromEntries(subjects) } : {}),
    ...(isGiven(hooklineprofile) ? { profile: { id: hooklineprofile } } : {}),
    ...(isGiven(hooklineentity) ? { entity: hooklineentity } : {}),
    ...(isGiven(hooklinetest) ? { isTest: flagOf(hooklinetest) } : {}),
    ...(isGiven(hooklinecapture) ? { capture: flagOf(hooklinecapture) } : {}),
  };
};

const OUTSIDE = ['id', 'source', 'type', 'occurredAt'];

const partsProblems = (parts: Members, extensions: Members): ReadonlyArray<PlaceProblem> => [
  ...OUTSIDE.filter((field) => Object.hasOwn(parts, field)).map((field) => ({
    field: `data.${field}`,
    reason: 'is an attribute of the CloudEvent and not taken from data',
  })),
  ...Object.keys(extensions)
    .filter((field) => Object.hasOwn(parts, field))
    .map((field) => ({ field: `data.${field}`, reason: 'is given in the attributes as well; give it once' })),
];

const partsOf = (data: unknown, extensions: Members): E.Either<ReadonlyArray<PlaceProblem>, Members> => {
  if (!isRecord(data)) return invalid({ field: 'data', reason: 'must be an object of the parts of an event' });
  const problems = partsProblems(data, extensions);
  return problems.length > 0 ? E.left(problems) : E.right(data);
};

/**
 * A CloudEvent 1.0 in our own words. `id`, `source` and `type` keep their names and `time` is `occurredAt`; extension
 * attributes name profile and subjects; `data` is the event's data, or its parts where `dataschema` says so.
 */
export const cloudEventInput = (event: Members): E.Either<ReadonlyArray<PlaceProblem>, Candidate> => {
  const problems = attributeProblems(event);
  if (problems.length > 0) return E.left(problems);
  const { id, source, type, time, data, dataschema } = event;
  const extensions = extensionsOf(event);
  const own = { id, source, type, occurredAt: time, ...extensions };
  if (dataschema === EVENT_PARTS) {
    const parts = partsOf(data, extensions);
    return E.isLeft(parts) ? parts : E.right({ event: { ...own, ...parts.right }, parts: 'data.' });
  }
  return E.right({ event: { ...own, ...(isGiven(data) ? { data } : {}) }, parts: '' });
};
