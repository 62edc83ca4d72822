import { DIMENSIONS } from '../../../../domain/platform-event/platform-event';
import { instantProblem } from '../../../../domain/shared/instant';

type Members = Readonly<Record<string, unknown>>;

/** The `dataschema` that says: data holds the parts of our own event, not the event's data alone. */
export const EVENT_PARTS = 'urn:hookline:schema:event-parts:1';

const TEXT_ATTRIBUTES = ['id', 'source', 'type'] as const;
const FLAGS = ['hooklinetest', 'hooklinecapture'] as const;
const SUBJECT_IDS = DIMENSIONS.map((dimension) => `hookline${dimension}`);
const EXTENSIONS: ReadonlySet<string> = new Set(['hooklineprofile', 'hooklineentity', ...FLAGS, ...SUBJECT_IDS]);

/** Whether the value calls itself a CloudEvent. */
export const isCloudEvent = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'specversion');

const JSON_TYPE = /^\s*[\w.-]+\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const NAME = /^(?:[a-z0-9]+|data_base64)$/;

const textProblem = (value: unknown): string | null => {
  if (value === undefined) return 'is missing';
  return typeof value === 'string' && value !== '' ? null : 'must be a text that is not empty';
};

const timeProblem = (value: unknown): string | null => {
  if (value === undefined) return 'is missing: Hookline needs to know when it happened';
  return typeof value === 'string' ? instantProblem(value) : 'must be an RFC 3339 date and time';
};

const idProblem = (value: unknown): string | null => {
  const isText = typeof value === 'string' && value !== '' && value.length <= 200;
  return isText || Number.isSafeInteger(value) ? null : 'must be an integer or a text of 1 to 200 characters';
};

const versionProblem = (value: unknown): string | null => (value === '1.0' ? null : 'must be "1.0"');

const flagProblem = (value: unknown): string | null => (flagOf(value) === null ? 'must be true or false' : null);

const contentTypeProblem = (value: unknown): string | null =>
  typeof value === 'string' && JSON_TYPE.test(value) ? null : 'must be JSON, such as application/json';

const CHECKS: ReadonlyMap<string, (value: unknown) => string | null> = new Map<
  string,
  (value: unknown) => string | null
>([
  ...['hooklineprofile', ...SUBJECT_IDS].map((name) => [name, idProblem] as const),
  ...FLAGS.map((name) => [name, flagProblem] as const),
  ['hooklineentity', textProblem],
  ['datacontenttype', contentTypeProblem],
  ['data_base64', () => 'is not taken: give JSON in data'],
]);

/** A flag as JSON, or as the text a header has; null: neither. */
export const flagOf = (value: unknown): boolean | null => {
  if (value === true || value === 'true') return true;
  return value === false || value === 'false' ? false : null;
};

const memberProblem = (name: string, value: unknown): string | null => {
  if (!NAME.test(name)) return 'is no attribute: names have lower-case letters and digits only';
  if (name.startsWith('hookline') && !EXTENSIONS.has(name)) {
    return `is no attribute of Hookline; there are ${[...EXTENSIONS].join(', ')}`;
  }
  return CHECKS.get(name)?.(value) ?? null;
};

/** An attribute that is null counts as absent (CloudEvents JSON format 2.2). */
const given = (event: Members, name: string): unknown => event[name] ?? undefined;

/** Every problem of the attributes of one CloudEvent 1.0. */
export const attributeProblems = (
  event: Members,
): ReadonlyArray<{ readonly field: string; readonly reason: string }> => [
  ...found('specversion', versionProblem(event['specversion'])),
  ...TEXT_ATTRIBUTES.flatMap((name) => found(name, textProblem(given(event, name)))),
  ...found('time', timeProblem(given(event, 'time'))),
  ...Object.entries(event).flatMap(([name, value]) =>
    value === null || value === undefined ? [] : found(name, memberProblem(name, value)),
  ),
];

const found = (
  field: string,
  reason: string | null,
): ReadonlyArray<{ readonly field: string; readonly reason: string }> => (reason === null ? [] : [{ field, reason }]);
