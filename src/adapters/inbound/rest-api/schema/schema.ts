/** A JSON schema (2020-12, as OpenAPI 3.1 uses it). One with a `title` is shown once, under that name. */
export interface Schema {
  readonly [keyword: string]: unknown;
  readonly optional?: never;
}
/** A member that may be absent. */
export interface Optional {
  readonly optional: Schema;
}
type Member = Schema | Optional;

/** A schema for each member of an answer's type: one that is forgotten does not compile. */
type MembersOf<View extends object> = {
  readonly [Name in keyof View]-?: undefined extends View[Name] ? Optional : Schema;
};

/** A DTO as it is written in a body: the same members, no class. */
export type Written<Shape> =
  Shape extends ReadonlyArray<infer Item>
    ? ReadonlyArray<Written<Item>>
    : Shape extends object
      ? { readonly [Name in keyof Shape]: Written<Shape[Name]> }
      : Shape;

export const text: Schema = { type: 'string' };
export const flag: Schema = { type: 'boolean' };
export const count: Schema = { type: 'integer', minimum: 0 };
export const whole: Schema = { type: 'integer' };
export const uuid: Schema = { type: 'string', format: 'uuid', examples: ['6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001'] };
/** RFC 3339, up to nine fractional digits. */
export const instant: Schema = { type: 'string', format: 'date-time', examples: ['2026-11-23T08:30:00Z'] };
export const anything: Schema = { type: 'object' };

export const oneOf = (...values: ReadonlyArray<string>): Schema => ({ type: 'string', enum: values });
export const listOf = (items: Schema): Schema => ({ type: 'array', items });
export const optional = (schema: Schema): Optional => ({ optional: schema });

const isOptional = (member: Member): member is Optional => member.optional !== undefined;

/** An object of JSON whose members are not those of one type. */
export const objectOf = (members: Readonly<Record<string, Member>>): Schema => {
  const entries = Object.entries(members);
  return {
    type: 'object',
    required: entries.filter(([, member]) => !isOptional(member)).map(([name]) => name),
    properties: Object.fromEntries(
      entries.map(([name, member]) => [name, isOptional(member) ? member.optional : member]),
    ),
  };
};

/** The JSON of a use case's view. */
export const viewOf = <View extends object>(members: MembersOf<View>): Schema => objectOf(members);

/** Gives a schema the name under which it is shown, and an example of the whole. */
export const named = (title: string, schema: Schema, example: unknown): Schema => ({
  title,
  ...schema,
  examples: [example],
});

export const propertiesOf = (schema: Schema): Readonly<Record<string, Schema>> =>
  (schema['properties'] ?? {}) as Readonly<Record<string, Schema>>;
export const requiredOf = (schema: Schema): ReadonlyArray<string> =>
  (schema['required'] ?? []) as ReadonlyArray<string>;

/** The members of both, those of the second first where both have one. */
export const joined = (first: Schema, second: Schema): Schema => ({
  type: 'object',
  required: [...new Set([...requiredOf(first), ...requiredOf(second)])],
  properties: { ...propertiesOf(first), ...propertiesOf(second) },
});

const orNull = (schema: Schema): Schema => ({ anyOf: [schema, { type: 'null' }] });

/** Members of any name, each of which may be removed as well. */
const inPartsByName = ({ additionalProperties: member, ...map }: Schema): Schema => ({
  ...map,
  additionalProperties: typeof member === 'object' && member !== null ? orNull(member as Schema) : member,
});

const partOf = (member: Schema): Schema => {
  if (member['properties'] !== undefined) return inParts(member);
  return member['additionalProperties'] === undefined ? member : inPartsByName(member);
};

/** The schema of a merge patch for what has the given schema: every member may be absent, or null to remove it. */
export const inParts = (schema: Schema): Schema => ({
  ...schema,
  required: [],
  properties: Object.fromEntries(
    Object.entries(propertiesOf(schema)).map(([name, member]) => [name, orNull(partOf(member))]),
  ),
});
