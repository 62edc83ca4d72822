import * as E from 'fp-ts/Either';
import * as J from 'fp-ts/Json';

/** Null: the value has the shape. Otherwise what is wrong and where; no copy is made, so checking is cheap. */
export interface Shape<T> {
  (value: unknown): string | null;
  readonly of?: T;
}
export type ShapeOf<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Required<F extends Fields> = { readonly [key in keyof F]: ShapeOf<F[key]> };
type Optional<F extends Fields> = { readonly [key in keyof F]?: ShapeOf<F[key]> };

const DIGITS = /^[0-9]{1,20}$/;

export const text: Shape<string> = (value) => (typeof value === 'string' ? null : 'is no text');
export const flag: Shape<boolean> = (value) => (typeof value === 'boolean' ? null : 'is no boolean');
/** A whole number from 0. */
export const count: Shape<number> = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? null : 'is no whole number from 0';
/** A bigint from 0 as decimal text. */
export const digits: Shape<string> = (value) =>
  typeof value === 'string' && DIGITS.test(value) ? null : 'is no decimal number in quotes';

export const oneOf =
  <const T extends string>(...allowed: ReadonlyArray<T>): Shape<T> =>
  (value) =>
    allowed.some((one) => one === value) ? null : `is none of ${allowed.join(', ')}`;

export const listOf =
  <T>(item: Shape<T>): Shape<ReadonlyArray<T>> =>
  (value) => {
    if (!Array.isArray(value)) return 'is no list';
    for (let at = 0; at < value.length; at += 1) {
      const problem = item(value[at]);
      if (problem !== null) return `${String(at)}: ${problem}`;
    }
    return null;
  };

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const mapOf =
  <T>(item: Shape<T>): Shape<Readonly<Record<string, T>>> =>
  (value) => {
    if (!isObject(value)) return 'is no object';
    for (const key of Object.keys(value)) {
      const problem = item(value[key]);
      if (problem !== null) return `${key}: ${problem}`;
    }
    return null;
  };

type Value = Readonly<Record<string, unknown>>;

/** Counted loops and no entries: every stored event passes here, and the rest would be garbage. */
interface FieldList {
  readonly keys: ReadonlyArray<string>;
  readonly shapes: ReadonlyArray<Shape<unknown>>;
}
const fieldsOf = (fields: Fields): FieldList => ({ keys: Object.keys(fields), shapes: Object.values(fields) });

const problemIn = ({ keys, shapes }: FieldList, value: Value, mayLack: boolean): string | null => {
  for (let at = 0; at < keys.length; at += 1) {
    const key = keys[at] ?? '';
    const field = value[key];
    if (mayLack && field === undefined) continue;
    const problem = shapes[at]?.(field) ?? null;
    if (problem !== null) return `${key}: ${problem}`;
  }
  return null;
};

/** Further fields are let through: a newer program may have written them. */
export const object = <R extends Fields, O extends Fields>(
  required: R,
  optional: O,
): Shape<Required<R> & Optional<O>> => {
  const needed = fieldsOf(required);
  const allowed = fieldsOf(optional);
  return (value) =>
    isObject(value) ? (problemIn(needed, value, false) ?? problemIn(allowed, value, true)) : 'is no object';
};

/** Version 1 of a stored form; the next one is upcast in its codec. */
export const version1: Shape<1> = (value) => (value === 1 ? null : `is ${String(value)}, this program reads 1`);

export const parseAs =
  <T>(shape: Shape<T>) =>
  (json: string): E.Either<string, T> => {
    const parsed = J.parse(json);
    if (E.isLeft(parsed)) return E.left('is no JSON');
    const problem = shape(parsed.right);
    return problem === null ? E.right(parsed.right as T) : E.left(problem);
  };
