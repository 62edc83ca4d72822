import { type OpenApi, type Operation } from '../../src/adapters/inbound/rest-api/openapi/document';

type Schema = Readonly<Record<string, unknown>>;
interface Call {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A cell holds one line, and no bar of its own. */
const cell = (text: string): string => text.replaceAll('|', String.raw`\|`).replaceAll(/\s+/g, ' ');
const code = (value: unknown): string => `\`${cell(JSON.stringify(value))}\``;
const row = (cells: ReadonlyArray<string>): string => `| ${cells.join(' | ')} |`;
const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  rows.length === 0 ? '' : `\n${[row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')}\n`;

const nameIn = (reference: unknown): string =>
  typeof reference === 'string' ? (reference.split('/').at(-1) ?? '') : '';
const linkTo = (name: string): string => `[${name}](#${name.toLowerCase()})`;

const wordOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
const variantsOf = (schema: Schema): ReadonlyArray<Schema> =>
  [schema['anyOf'], schema['oneOf']].flatMap((given) => (Array.isArray(given) ? (given as ReadonlyArray<Schema>) : []));

const inWords = ({ type, items, format }: Schema): string => {
  const words = (Array.isArray(type) ? (type as ReadonlyArray<unknown>) : [type ?? 'any']).map((word) =>
    word === 'array' && isSchema(items) ? `array of ${typeOf(items)}` : wordOf(word),
  );
  return words.join(' or ') + (typeof format === 'string' ? `, ${format}` : '');
};

/** What a value may be, in a few words. */
const typeOf = (schema: Schema): string => {
  const { $ref: reference, enum: values, const: only } = schema;
  if (reference !== undefined) return linkTo(nameIn(reference));
  if (Array.isArray(values))
    return (values as ReadonlyArray<unknown>).map((value) => `\`${wordOf(value)}\``).join(', ');
  if (only !== undefined) return code(only);
  const variants = variantsOf(schema);
  return variants.length > 0 ? variants.map(typeOf).join(' or ') : inWords(schema);
};

const BOUNDS = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'];
const boundsOf = (schema: Schema): string =>
  BOUNDS.filter((bound) => schema[bound] !== undefined)
    .map((bound) => `${bound} ${wordOf(schema[bound])}`)
    .join(', ');

/** Every member at every level, as paths such as `destination.url` and `attempts[].status`. */
const membersOf = (schema: Schema, path = ''): ReadonlyArray<ReadonlyArray<string>> => {
  const { properties, items, required } = schema;
  if (isSchema(items)) return membersOf(items, `${path}[]`);
  const needed = Array.isArray(required) ? (required as ReadonlyArray<string>) : [];
  return Object.entries(isSchema(properties) ? properties : {}).flatMap(([name, member]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const part = member as Schema;
    return [
      [`\`${at}\``, cell(typeOf(part)), needed.includes(name) ? 'yes' : '', boundsOf(part)],
      ...membersOf(part, at),
    ];
  });
};

const contentOf = (content: Operation['responses'][string]['content']): string =>
  Object.entries(content)
    .map(([type, { schema }]) => `\`${type}\` ${typeOf(schema)}`)
    .join('<br>');

const scopeOf = ({ security }: Operation): string => {
  if (security.length === 0) return 'No key is needed.';
  const [scope = 'any'] = Object.values(security[0] ?? {})[0] ?? [];
  return scope === 'any' ? 'Any key.' : `Scope: ${scope}.`;
};

type Response = Operation['responses'][string];
const isProblem = ({ content }: Response): boolean => 'application/problem+json' in content;

const problemsOf = (responses: Operation['responses']): string => {
  const statuses = Object.entries(responses).filter(([, response]) => isProblem(response));
  const named = statuses.map(([status]) => status).filter((status) => status !== 'default');
  return named.length === 0 ? '' : `\nRefused or failed: ${named.join(', ')}, each a [Problem](#problem).\n`;
};

const callText = ({ method, path, operation }: Call): string => {
  const { summary, description = '', parameters, requestBody, responses } = operation;
  const body =
    requestBody === undefined
      ? ''
      : `\nBody${requestBody.required ? '' : ' (may be left out)'}: ${contentOf(requestBody.content)}\n`;
  return (
    `\n### ${method} ${path}\n\n${[summary, description, scopeOf(operation)].filter((text) => text !== '').join(' ')}\n` +
    table(
      ['parameter', 'in', 'what', 'example'],
      parameters.map(({ name, in: place, schema, example }) => [
        `\`${name}\``,
        place,
        cell([typeOf(schema), boundsOf(schema)].filter((text) => text !== '').join('; ')),
        code(example),
      ]),
    ) +
    body +
    table(
      ['answer', 'what it means', 'body'],
      Object.entries(responses)
        .filter(([, response]) => !isProblem(response))
        .map(([status, response]) => [status, cell(response.description), contentOf(response.content)]),
    ) +
    problemsOf(responses)
  );
};

const schemaText = (name: string, schema: Schema): string => {
  const { examples } = schema;
  const members = membersOf(schema);
  return (
    `\n### ${name}\n` +
    (members.length === 0 ? `\n${cell(typeOf(schema))}\n` : table(['member', 'type', 'needed', 'bounds'], members)) +
    (Array.isArray(examples) ? `\n\`\`\`json\n${JSON.stringify(examples[0], null, 2)}\n\`\`\`\n` : '')
  );
};

/** The whole document as a page for people; made, never edited. */
export const apiReference = ({ paths, components }: OpenApi): string => {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ method: method.toUpperCase(), path, operation })),
  );
  const sections = [...Map.groupBy(calls, ({ operation }) => operation.tags[0] ?? '')].map(
    ([tag, group]) => `\n## ${tag}\n${group.map(callText).join('')}`,
  );
  const schemas = Object.entries(components['schemas'] ?? {}).map(([name, schema]) =>
    schemaText(name, schema as Schema),
  );
  return (
    '# API reference\n\nMade from `/openapi.json` by `npm run api-reference`; not to be edited. What the calls are for is told in [rest-api.md](rest-api.md).\n' +
    `${sections.join('')}\n## Schemas\n${schemas.join('')}`
  );
};
