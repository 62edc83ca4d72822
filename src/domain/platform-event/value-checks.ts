import { found, type Check } from './event-problem';

/** Levels of nesting that one value of an event may have. */
const DEEPEST = 32;

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is ReadonlyArray<unknown> => Array.isArray(value);

export const text =
  (max: number): Check =>
  (problems, field, value) =>
    isText(value, max) ? problems : found(problems, field, `must be a text of 1 to ${String(max)} characters`);

const isText = (value: unknown, max: number): boolean =>
  typeof value === 'string' && value.length >= 1 && value.length <= max;

/** An id keeps its JSON type: a text, or a whole number that JSON carries exactly. */
export const textOrInteger =
  (max: number): Check =>
  (problems, field, value) =>
    isText(value, max) || Number.isSafeInteger(value)
      ? problems
      : found(problems, field, `must be an integer or a text of 1 to ${String(max)} characters`);

export const flag: Check = (problems, field, value) =>
  typeof value === 'boolean' ? problems : found(problems, field, 'must be true or false');

export const count: Check = (problems, field, value) =>
  Number.isSafeInteger(value) && Number(value) >= 0
    ? problems
    : found(problems, field, 'must be an integer of 0 or more');

export const hex =
  (digits: number): Check =>
  (problems, field, value) =>
    typeof value === 'string' && value.length === digits && isHex(value)
      ? problems
      : found(problems, field, `must be ${String(digits)} hexadecimal digits`);

const isHex = (value: string): boolean => {
  for (let at = 0; at < value.length; at += 1) if (!isHexDigit(value.charCodeAt(at))) return false;
  return true;
};

const isHexDigit = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 97 && code <= 102) || (code >= 65 && code <= 70);

export const object: Check = (problems, field, value) => {
  if (!isObject(value)) return found(problems, field, 'must be a JSON object');
  return shallow(problems, field, value);
};

/** For a value of any JSON type. */
export const shallow: Check = (problems, field, value) =>
  isDeeperThan(value, DEEPEST)
    ? found(problems, field, `must not be nested deeper than ${String(DEEPEST)} levels`)
    : problems;

const isDeeperThan = (value: unknown, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  const members = value as Readonly<Record<string, unknown>>;
  for (const key in members) if (isDeeperThan(members[key], levels - 1)) return true;
  return false;
};

/** A list whose items all pass; the path of an item carries its index. */
export const listOf =
  (check: Check, max: number): Check =>
  (problems, field, value) => {
    if (!isList(value)) return found(problems, field, 'must be a list');
    if (value.length > max) return found(problems, field, `must have at most ${String(max)} items`);
    let after = problems;
    for (let at = 0; at < value.length; at += 1) {
      if (check(null, field, value[at]) !== null) after = check(after, `${field}[${String(at)}]`, value[at]);
    }
    return after;
  };
