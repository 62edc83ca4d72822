import * as E from 'fp-ts/Either';
import { type Json } from '../shared/json';
import { type Condition, type FieldCondition, OPERATORS, type Operator } from './condition';
import { valueProblem } from './condition-value';
import { pathProblem } from './field-path';

/** What is wrong with a condition; `field` is its path, such as `conditions.all[1].operator`. */
export interface ConditionProblem {
  readonly field: string;
  readonly reason: string;
}
type Parsed<A> = E.Either<ReadonlyArray<ConditionProblem>, A>;

export const MAX_CONDITION_DEPTH = 5;
export const MAX_CONDITIONS = 50;
export const MAX_CONDITION_VALUES = 1000;

const no = (field: string, reason: string): Parsed<never> => E.left([{ field, reason }]);

type Given = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Given =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const KINDS = ['all', 'any', 'not', 'field'] as const;
type Kind = (typeof KINDS)[number];

const MEMBERS: Readonly<Record<Kind, ReadonlySet<string>>> = {
  all: new Set(['all']),
  any: new Set(['any']),
  not: new Set(['not']),
  field: new Set(['field', 'operator', 'value']),
};

const isOperator = (operator: unknown): operator is Operator => OPERATORS.some((one) => one === operator);

const parseField = ({ field, operator, value }: Given, at: string): Parsed<FieldCondition> => {
  if (typeof field !== 'string') return no(`${at}.field`, 'must be a path, as text');
  const problem = pathProblem(field);
  if (problem !== null) return no(`${at}.field`, problem);
  if (!isOperator(operator)) return no(`${at}.operator`, `must be one of ${OPERATORS.join(', ')}`);
  const wrong = valueProblem(operator, value);
  if (wrong !== null) return no(`${at}.value`, wrong);
  return E.right(value === undefined ? { field, operator } : { field, operator, value: value as Json });
};

const parseGroup = (kind: 'all' | 'any', of: unknown, { at, depth }: Place): Parsed<Condition> => {
  const path = `${at}.${kind}`;
  if (!Array.isArray(of) || of.length === 0) return no(path, 'must be a list of at least one condition');
  if (of.length > MAX_CONDITIONS) return no(path, `must have at most ${String(MAX_CONDITIONS)} conditions`);
  const parsed = of.map((one: unknown, index) => parse(one, { at: `${path}[${String(index)}]`, depth: depth + 1 }));
  const problems = parsed.flatMap((one) => (E.isLeft(one) ? one.left : []));
  const conditions = parsed.flatMap((one) => (E.isRight(one) ? [one.right] : []));
  if (problems.length > 0) return E.left(problems);
  return E.right(kind === 'all' ? { all: conditions } : { any: conditions });
};

interface Place {
  readonly at: string;
  readonly depth: number;
}

const kindOf = (given: Given): Kind | null => {
  const kinds = KINDS.filter((kind) => Object.hasOwn(given, kind));
  return kinds.length === 1 ? (kinds[0] ?? null) : null;
};

const parse = (given: unknown, place: Place): Parsed<Condition> => {
  const { at, depth } = place;
  if (depth > MAX_CONDITION_DEPTH)
    return no(at, `must not be nested deeper than ${String(MAX_CONDITION_DEPTH)} levels`);
  const kind = isObject(given) ? kindOf(given) : null;
  if (!isObject(given) || kind === null) return no(at, 'must be an object with exactly one of field, all, any and not');
  const unknown = Object.keys(given).find((key) => !MEMBERS[kind].has(key));
  if (unknown !== undefined) return no(`${at}.${unknown}`, 'is not a known field');
  switch (kind) {
    case 'field':
      return parseField(given, at);
    case 'not': {
      const of = parse(given['not'], { at: `${at}.not`, depth: depth + 1 });
      return E.isLeft(of) ? of : E.right({ not: of.right });
    }
    case 'all':
    case 'any':
      return parseGroup(kind, given[kind], place);
  }
};

const fieldsOf = (condition: Condition): ReadonlyArray<FieldCondition> => {
  if ('all' in condition) return condition.all.flatMap(fieldsOf);
  if ('any' in condition) return condition.any.flatMap(fieldsOf);
  return 'not' in condition ? fieldsOf(condition.not) : [condition];
};

const valuesIn = (fields: ReadonlyArray<FieldCondition>): number =>
  fields.reduce((sum, { value }) => sum + (Array.isArray(value) ? value.length : 1), 0);

/** A condition from what somebody wrote, or every problem at once. */
export const parseCondition = (given: unknown): Parsed<Condition> => {
  const parsed = parse(given, { at: 'conditions', depth: 1 });
  if (E.isLeft(parsed)) return parsed;
  const fields = fieldsOf(parsed.right);
  if (fields.length > MAX_CONDITIONS)
    return no('conditions', `must ask about fields at most ${String(MAX_CONDITIONS)} times`);
  return valuesIn(fields) > MAX_CONDITION_VALUES
    ? no('conditions', `must compare with at most ${String(MAX_CONDITION_VALUES)} values together`)
    : parsed;
};
