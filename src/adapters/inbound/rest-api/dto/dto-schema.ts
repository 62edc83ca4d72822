import { getMetadataStorage } from 'class-validator';
import { type Schema } from '../schema/schema';
import { type Dto } from './check-dto';

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];
type Constraints = ReadonlyArray<unknown>;

/** What each check of class-validator says about the value. */
const CHECKS: Readonly<Record<string, (constraints: Constraints) => Schema>> = {
  isString: () => ({ type: 'string' }),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isObject: () => ({ type: 'object' }),
  isArray: () => ({ type: 'array' }),
  isUuid: () => ({ type: 'string', format: 'uuid' }),
  isIn: ([values]) => ({ enum: values }),
  isLength: ([minLength, maxLength]) => ({ minLength, maxLength }),
  minLength: ([minLength]) => ({ minLength }),
  maxLength: ([maxLength]) => ({ maxLength }),
  matches: ([pattern]) => ({ pattern: (pattern as RegExp).source }),
  min: ([minimum]) => ({ minimum }),
  max: ([maximum]) => ({ maximum }),
  arrayNotEmpty: () => ({ minItems: 1 }),
  arrayMinSize: ([minItems]) => ({ minItems }),
  arrayMaxSize: ([maxItems]) => ({ maxItems }),
};

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A check of our own says what it means as its first constraint. */
const schemaOfCheck = (Class: Dto<object>, { name = '', propertyName, constraints }: Rule): Schema => {
  const check = CHECKS[name];
  const given = (constraints as Constraints | undefined) ?? [];
  if (check !== undefined) return check(given);
  const [own] = given;
  if (isSchema(own)) return own;
  const where = `${Class.name}.${propertyName}`;
  throw new Error(
    `${where} is checked by ${name}, of which no schema is known: give ValidateBy "constraints: [schema]".`,
  );
};

/** IsOptional lets null pass as well. */
const orNull = (schema: Schema): Schema => {
  const { type, enum: values } = schema;
  const withNull = Array.isArray(values) ? { enum: [...(values as ReadonlyArray<unknown>), null] } : {};
  if (typeof type === 'string') return { ...schema, ...withNull, type: [type, 'null'] };
  if (Array.isArray(type)) return { ...schema, ...withNull, type: [...(type as ReadonlyArray<unknown>), 'null'] };
  return Array.isArray(values) ? { ...schema, ...withNull } : { anyOf: [schema, { type: 'null' }] };
};

const isNested = ({ type }: Rule): boolean => type === 'nestedValidation';
const isCondition = ({ type }: Rule): boolean => type === 'conditionalValidation';

const valueSchema = (Class: Dto<object>, property: string, rules: ReadonlyArray<Rule>): Schema => {
  const Part = Class.parts?.[property];
  const nested = rules.find(isNested);
  if (nested !== undefined && Part !== undefined)
    return nested.each ? { type: 'array', items: schemaOf(Part) } : schemaOf(Part);
  const checks = rules.filter((rule) => !isNested(rule) && !isCondition(rule));
  const merged = (each: boolean): Schema =>
    Object.assign(
      {},
      ...checks.filter((rule) => rule.each === each || (!each && !rule.each)).map((rule) => schemaOfCheck(Class, rule)),
    ) as Schema;
  return checks.some(({ each }) => each) ? { ...merged(false), items: merged(true) } : merged(false);
};

/** The JSON schema of a body that `checkDto` takes, made from the very decorators that check it. */
export const schemaOf = (Class: Dto<object>): Schema => {
  const byProperty = Map.groupBy(
    getMetadataStorage().getTargetValidationMetadatas(Class, '', false, false),
    ({ propertyName }) => propertyName,
  );
  const isOptional = (rules: ReadonlyArray<Rule>): boolean => rules.some(({ name }) => name === 'isOptional');
  const entries = [...byProperty];
  return {
    type: 'object',
    additionalProperties: false,
    required: entries.filter(([, rules]) => !rules.some(isCondition)).map(([property]) => property),
    properties: Object.fromEntries(
      entries.map(([property, rules]) => {
        const schema = valueSchema(Class, property, rules);
        return [property, isOptional(rules) ? orNull(schema) : schema];
      }),
    ),
  };
};
