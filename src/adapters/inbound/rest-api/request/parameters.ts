import * as E from 'fp-ts/Either';
import { type FieldError } from '../../incoming-events/problem';
import { type RequestRefusal } from '../problem/rest-refusal';
import { instant as instantSchema, type Schema, uuid as uuidSchema } from '../schema/schema';

/** Reads one parameter's text; Left: why it is not acceptable. `schema` tells the same to whoever reads the documents. */
export interface Reader<Value> {
  (text: string): E.Either<string, Value>;
  readonly schema: Schema;
}
export type Readers = Readonly<Record<string, Reader<unknown>>>;
type ReadAs<R extends Readers> = { readonly [Name in keyof R]?: R[Name] extends Reader<infer Value> ? Value : never };

const reader = <Value>(schema: Schema, read: (text: string) => E.Either<string, Value>): Reader<Value> =>
  Object.assign((text: string) => read(text), { schema });

/** The same reader, told of with an example that means something. */
export const like = <Value>(example: Value, read: Reader<Value>): Reader<Value> =>
  reader({ ...read.schema, examples: [example] }, read);

/** Text of 1 to `most` characters. */
export const textOf = (most: number): Reader<string> =>
  reader({ type: 'string', minLength: 1, maxLength: most }, (text) =>
    text === '' || text.length > most ? E.left(`must have 1 to ${String(most)} characters`) : E.right(text),
  );

export const anyText = textOf(500);

export const wholeNumber = (from: number, to: number): Reader<number> =>
  reader({ type: 'integer', minimum: from, maximum: to }, (text) => {
    const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
    return value >= from && value <= to
      ? E.right(value)
      : E.left(`must be a whole number from ${String(from)} to ${String(to)}`);
  });

export const oneOf = <Value extends string>(values: ReadonlyArray<Value>): Reader<Value> =>
  reader({ type: 'string', enum: values }, (text) => {
    const found = values.find((value) => value === text);
    return found === undefined ? E.left(`must be one of ${values.join(', ')}`) : E.right(found);
  });

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;
export const instant = reader(instantSchema, (text) =>
  INSTANT.test(text) && !Number.isNaN(Date.parse(text))
    ? E.right(text)
    : E.left('must be a date and time such as 2026-11-23T08:30:00Z'),
);

const RUN = /^[1-9]\d{0,15}-[1-9]\d{0,15}$/;
/** The last export of a page. */
export const exportCursor = reader({ type: 'string', pattern: RUN.source, examples: ['7-1'] }, (text) =>
  RUN.test(text) ? E.right(text) : E.left('is no cursor of a page before; leave it out to begin with the newest'),
);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const uuid = reader(uuidSchema, (text) =>
  UUID.test(text) ? E.right(text.toLowerCase()) : E.left('must be a UUID'),
);

const readOne = (reader: Reader<unknown> | undefined, given: unknown): E.Either<string, unknown> => {
  if (reader === undefined) return E.left('is not a parameter of this call');
  return typeof given === 'string' ? reader(given) : E.left('must be given once');
};

/** Reads query or path parameters, every problem at once; a parameter nobody asked for is one. */
export const readParameters = <R extends Readers>(readers: R, given: object): E.Either<RequestRefusal, ReadAs<R>> => {
  const problems: FieldError[] = [];
  const values: Record<string, unknown> = {};
  for (const [field, text] of Object.entries(given)) {
    const value = readOne(Object.hasOwn(readers, field) ? readers[field] : undefined, text);
    if (E.isLeft(value)) problems.push({ field, reason: value.left });
    else values[field] = value.right;
  }
  return problems.length === 0 ? E.right(values as ReadAs<R>) : E.left({ type: 'ParameterInvalid', problems });
};
