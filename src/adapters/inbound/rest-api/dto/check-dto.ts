import { type ValidationError, validateSync } from 'class-validator';
import * as E from 'fp-ts/Either';
import { type FieldError, type RequestRefusal } from '../problem/rest-refusal';

/** A DTO class; `parts` names the classes of its nested objects. */
export interface Dto<Shape extends object> {
  new (): Shape;
  readonly parts?: Readonly<Record<string, Dto<object>>>;
}

type Given = Readonly<Record<string, unknown>>;

const STRICTLY = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

export const isRecord = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** class-validator checks instances only, so nested objects are made instances here. */
const instanceOf = <Shape extends object>(Class: Dto<Shape>, given: Given): Shape => {
  const dto = new Class();
  for (const [key, value] of Object.entries(given)) {
    // An own property of that name would hide the class from class-validator; it is reported as unknown below.
    if (key === 'constructor') continue;
    const Part = Class.parts?.[key];
    Object.assign(dto, { [key]: Part !== undefined && isRecord(value) ? instanceOf(Part, value) : value });
  }
  return dto;
};

const under = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);

const reasonOf = (constraints: Readonly<Record<string, string>>): string => {
  if ('whitelistValidation' in constraints) return 'is not a known field';
  // Decorators of a field run from the last to the first, and the first says the most basic thing.
  return Object.values(constraints).at(-1) ?? 'is not acceptable';
};

const flatten = (errors: ReadonlyArray<ValidationError>, path: string): ReadonlyArray<FieldError> =>
  errors.flatMap(({ property, constraints, children }) =>
    constraints === undefined
      ? flatten(children ?? [], under(path, property))
      : [{ field: under(path, property), reason: reasonOf(constraints) }],
  );

const hidden = (Class: Dto<object>, given: Given, path: string): ReadonlyArray<FieldError> => [
  ...(Object.hasOwn(given, 'constructor') ? [{ field: under(path, 'constructor'), reason: 'is not a known field' }] : []),
  ...Object.entries(Class.parts ?? {}).flatMap(([key, Part]) => {
    const part = given[key];
    return isRecord(part) ? hidden(Part, part, under(path, key)) : [];
  }),
];

/** Checks a body's shape, every problem at once, fields as paths such as `destination.url`. */
export const checkDto =
  <Shape extends object>(Class: Dto<Shape>) =>
  (body: unknown): E.Either<RequestRefusal, Shape> => {
    if (body === undefined) return E.left({ type: 'BodyMissing' });
    if (!isRecord(body)) return E.left({ type: 'BodyInvalid', problems: [{ field: '', reason: 'must be a JSON object' }] });
    const dto = instanceOf(Class, body);
    const problems = [...hidden(Class, body, ''), ...flatten(validateSync(dto, STRICTLY), '')];
    return problems.length === 0 ? E.right(dto) : E.left({ type: 'BodyInvalid', problems });
  };
