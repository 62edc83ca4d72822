import { type PlatformEvent } from '../platform-event/platform-event';
import { type Json } from '../shared/json';

/** What conditions can ask about: the event as a producer sends it, where its key opens it. */
export type Conditional = Pick<
  PlatformEvent,
  | 'type'
  | 'source'
  | 'occurredAt'
  | 'subjects'
  | 'profile'
  | 'data'
  | 'customData'
  | 'isTest'
  | 'isStatic'
  | 'sendsTryingNum'
  | 'audit'
  | 'entity'
  | 'touchedFields'
>;

/** Beginnings of a path: those with members need more of it, the others are values. */
const WITH_MEMBERS = ['data', 'profile', 'subjects', 'customData', 'audit'] as const;
const VALUES = [
  'type',
  'source',
  'occurredAt',
  'isTest',
  'isStatic',
  'sendsTryingNum',
  'entity',
  'touchedFields',
] as const;

type Root = (typeof WITH_MEMBERS)[number] | (typeof VALUES)[number];

export interface FieldPath {
  readonly root: Root;
  /** By place of the first segment: what is left of the path from there, the longest first. */
  readonly keys: ReadonlyArray<ReadonlyArray<string>>;
}

const MOST_CHARACTERS = 200;
const MOST_SEGMENTS = 10;

const rootOf = (name: string | undefined): Root | null =>
  [...WITH_MEMBERS, ...VALUES].find((root) => root === name) ?? null;

/** Why the text is no path into an event; null when it is one. */
export const pathProblem = (field: string): string | null => {
  const [first, ...rest] = field.split('.');
  if (field.length > MOST_CHARACTERS) return `must have at most ${String(MOST_CHARACTERS)} characters`;
  return rest.length < MOST_SEGMENTS ? partsProblem(first, rest) : `must have at most ${String(MOST_SEGMENTS)} parts`;
};

const partsProblem = (first: string | undefined, rest: ReadonlyArray<string>): string | null => {
  const root = rootOf(first);
  if (root === null)
    return `must begin with ${WITH_MEMBERS.map((name) => `${name}.`).join(', ')} or be ${VALUES.join(', ')}`;
  if (rest.some((part) => part === '')) return 'must not have an empty part';
  const hasMembers = WITH_MEMBERS.some((name) => name === root);
  if (hasMembers && rest.length === 0) return `must name a field below ${root}, such as ${root}.id`;
  return hasMembers || rest.length === 0 ? null : `must end with ${root}: it has no fields below it`;
};

const keysFrom = (segments: ReadonlyArray<string>, from: number): ReadonlyArray<string> =>
  Array.from({ length: segments.length - from }, (_, less) => segments.slice(from, segments.length - less).join('.'));

/** Of a text without a problem. */
export const fieldPath = (field: string): FieldPath => {
  const [first, ...segments] = field.split('.');
  return { root: rootOf(first) ?? 'data', keys: segments.map((_, from) => keysFrom(segments, from)) };
};

const isOwn = (value: object, key: string): boolean =>
  Array.isArray(value) ? /^\d+$/.test(key) && Number(key) < value.length : Object.hasOwn(value, key);

/**
 * The value at the path; undefined: there is none. Keys may hold dots themselves, as Actito's do: of the keys of an
 * object that the rest of the path begins with, the longest is taken.
 */
export const valueAt = ({ root, keys }: FieldPath, event: Conditional): Json | undefined => {
  let value: unknown = event[root];
  for (let from = 0; from < keys.length;) {
    if (typeof value !== 'object' || value === null) return undefined;
    const holder: object = value;
    const key = keys[from]?.find((one) => isOwn(holder, one));
    if (key === undefined) return undefined;
    value = (holder as Readonly<Record<string, unknown>>)[key];
    from += key.split('.').length;
  }
  return value as Json | undefined;
};
