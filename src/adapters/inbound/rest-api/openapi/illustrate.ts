import { isRecord } from '../../incoming-events/is-record';
import { propertiesOf, requiredOf, type Schema } from '../schema/schema';

const variantsOf = (schema: Schema): ReadonlyArray<Schema> =>
  (schema['anyOf'] ?? schema['oneOf'] ?? []) as ReadonlyArray<Schema>;
const typeOf = ({ type }: Schema): unknown => (Array.isArray(type) ? (type as ReadonlyArray<unknown>)[0] : type);

const BY_FORMAT: ReadonlyMap<unknown, string> = new Map([
  ['uuid', '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001'],
  ['date-time', '2026-11-23T08:30:00Z'],
]);
const textExample = ({ minLength = 0, format }: Schema): string =>
  BY_FORMAT.get(format) ?? 'text'.padEnd(Number(minLength), '.');

const byType = (schema: Schema): unknown => {
  switch (typeOf(schema)) {
    case 'string':
      return textExample(schema);
    case 'integer':
    case 'number':
      return schema['minimum'] ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return [exampleOf((schema['items'] ?? {}) as Schema)];
    case 'object': {
      const properties = propertiesOf(schema);
      return Object.fromEntries(requiredOf(schema).map((name) => [name, exampleOf(properties[name] ?? {})]));
    }
    default:
      return null;
  }
};

/** A value that the schema allows: the one it gives itself, or the plainest there is. */
export const exampleOf = (schema: Schema): unknown => {
  const { examples, enum: values, const: only } = schema;
  if (Array.isArray(examples)) return (examples as ReadonlyArray<unknown>)[0];
  if (Array.isArray(values)) return (values as ReadonlyArray<unknown>)[0];
  if (only !== undefined) return only;
  const [variant] = variantsOf(schema);
  return variant === undefined ? byType(schema) : exampleOf(variant);
};

const memberOf = (example: unknown, name: string): unknown => (isRecord(example) ? example[name] : undefined);
const firstOf = (example: unknown): unknown =>
  Array.isArray(example) ? (example as ReadonlyArray<unknown>)[0] : undefined;

/** A named schema has an example of its own and is shown elsewhere. */
const within = (schema: Schema, example: unknown): Schema =>
  schema['title'] === undefined ? illustrated(schema, example) : schema;

const variants = (schema: Schema, keyword: 'anyOf' | 'oneOf'): Schema => {
  const given = schema[keyword] as ReadonlyArray<Schema> | undefined;
  return given === undefined ? {} : { [keyword]: given.map((variant) => within(variant, undefined)) };
};

/** The schema with an example at every place of it: that of the whole is taken apart, what it lacks is made up. */
export const illustrated = (schema: Schema, given?: unknown): Schema => {
  const example = given ?? exampleOf(schema);
  const { properties, items } = schema;
  return {
    ...schema,
    ...variants(schema, 'anyOf'),
    ...variants(schema, 'oneOf'),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(propertiesOf(schema)).map(([name, member]) => [name, within(member, memberOf(example, name))]),
      ),
    }),
    ...(items !== undefined && { items: within(items as Schema, firstOf(example)) }),
    examples: [example],
  };
};
