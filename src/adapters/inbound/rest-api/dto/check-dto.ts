import { type ValidationError, validateSync } from 'class-validator';
import * as E from 'fp-ts/Either';
import { isRecord } from '../../incoming-events/is-record';
import { type FieldError } from '../../incoming-events/problem';
import { type RequestRefusal } from '../problem/rest-refusal';

/** A DTO class; `parts` names the classes of its nested objects. */
export interface Dto<Shape extends object> {
  new (): Shape;
  readonly parts?: Readonly<Record<string, Dto<object>>>;
}

type Given = Readonly<Record<string, unknown>>;

const STRICTLY = { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true };

/** Names such as constructor and toString: class-validator stumbles over own properties of that name, so they are reported here. */
const isInherited = (key: string): boolean => key in Object.prototype;

/** class-validator checks instances only, so nested objects are made instances here. */
const instanceOf = <Shape extends object>(Class: Dto<Shape>, given: Given): Shape => {
  const dto = new Class();
  for (const [key, value] of Object.entries(given)) {
    if (isInherited(key)) continue;
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

const inherited = (Class: Dto<object>, given: Given, path: string): ReadonlyArray<FieldError> => [
  ...Object.keys(given)
    .filter(isInherited)
    .map((key) => ({ field: under(path, key), reason: 'is not a known field' })),
  ...Object.entries(Class.parts ?? {}).flatMap(([key, Part]) => {
    const part = given[key];
    return isRecord(part) ? inherited(Part, part, under(path, key)) : [];
  }),
];

/** Checks a body's shape, every problem at once, fields as paths such as `destination.url`. */
export const checkDto =
  <Shape extends object>(Class: Dto<Shape>) =>
  (body: unknown): E.Either<RequestRefusal, Shape> => {
    if (body === undefined) return E.left({ type: 'BodyMissing' });
    if (!isRecord(body))
      return E.left({ type: 'BodyInvalid', problems: [{ field: '', reason: 'must be a JSON object' }] });
    const dto = instanceOf(Class, body);
    const problems = [...inherited(Class, body, ''), ...flatten(validateSync(dto, STRICTLY), '')];
    return problems.length === 0 ? E.right(dto) : E.left({ type: 'BodyInvalid', problems });
  };
