import { type FieldError } from './problem';

const MAX_DEPTH = 64;

interface Place {
  readonly path: ReadonlyArray<string | number>;
  readonly reason: string;
}

const here = (reason: string): Place => ({ path: [], reason });
const below = (key: string | number, { path, reason }: Place): Place => ({ path: [key, ...path], reason });

const inNumber = (value: number): Place | null => {
  if (!Number.isFinite(value)) return here('the number is too large');
  return Number.isInteger(value) && !Number.isSafeInteger(value)
    ? here('a whole number beyond 2^53 would lose digits: send it as a string')
    : null;
};

const isForbidden = (key: string, value: unknown): boolean =>
  key === '__proto__' ||
  (key === 'constructor' && typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype'));

const inArray = (items: ReadonlyArray<unknown>, depth: number): Place | null => {
  for (let index = 0; index < items.length; index += 1) {
    const found = search(items[index], depth);
    if (found !== null) return below(index, found);
  }
  return null;
};

const inObject = (object: Readonly<Record<string, unknown>>, depth: number): Place | null => {
  for (const key in object) {
    const value = object[key];
    if (isForbidden(key, value)) return below(key, here('this key is not allowed'));
    const found = search(value, depth);
    if (found !== null) return below(key, found);
  }
  return null;
};

const search = (value: unknown, depth: number): Place | null => {
  if (typeof value === 'number') return inNumber(value);
  if (typeof value !== 'object' || value === null) return null;
  if (depth > MAX_DEPTH) return here(`nested deeper than ${String(MAX_DEPTH)} levels`);
  return Array.isArray(value)
    ? inArray(value, depth + 1)
    : inObject(value as Readonly<Record<string, unknown>>, depth + 1);
};

const textOf = (path: ReadonlyArray<string | number>): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${String(key)}]` : text === '' ? key : `${text}.${key}`),
    '',
  );

/** The path inside an event is told apart from the event's index. */
const located = ([first, second, ...rest]: ReadonlyArray<string | number>): Omit<FieldError, 'reason'> => {
  if (typeof first === 'number')
    return { index: first, field: textOf(second === undefined ? rest : [second, ...rest]) };
  if (first === 'events' && typeof second === 'number') return { index: second, field: textOf(rest) };
  return { field: textOf([first, second, ...rest].filter((key) => key !== undefined)) };
};

/**
 * The first place of parsed JSON that could not be kept as it was sent, or that is made to harm:
 * numbers JavaScript would change, keys that reach for a prototype, nesting without end. Null: none.
 */
export const unsafePlace = (value: unknown): FieldError | null => {
  const found = search(value, 0);
  return found === null ? null : { ...located(found.path), reason: found.reason };
};
