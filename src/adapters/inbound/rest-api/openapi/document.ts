import { type About, type AnswerAbout } from '../routes/about';
import { type Described } from '../routes/route';
import { PROBLEM_JSON } from '../../incoming-events/problem-json';
import { type Readers } from '../request/parameters';
import { PROBLEM } from '../schema/event-schema';
import { type Schema } from '../schema/schema';
import { type Components, components } from './components';
import { exampleOf, illustrated } from './illustrate';
import { refusalsOf } from './refusals';

export interface Operation {
  readonly operationId: string;
  readonly tags: ReadonlyArray<string>;
  readonly summary: string;
  readonly description?: string;
  readonly security: ReadonlyArray<Readonly<Record<string, ReadonlyArray<string>>>>;
  readonly parameters: ReadonlyArray<Parameter>;
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, Response>>;
}
interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
  readonly example: unknown;
}
type Content = Readonly<Record<string, { readonly schema: Schema }>>;
interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly schema: Schema }>>;
  readonly content: Content;
}

/** OpenAPI 3.1. */
export interface OpenApi {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const IF_MATCH: Schema = { type: 'string', pattern: String.raw`^(\*|"\d{1,15}")$`, examples: ['"4"'] };
const HEADERS: Readonly<Record<'etag' | 'location', Schema>> = {
  etag: { type: 'string', description: "The hook's revision, for If-Match.", examples: ['"4"'] },
  location: { type: 'string', description: 'Where it is.', examples: ['/v1/hooks/7'] },
};
/** The role that the key must have; any key where none is named. */
const securityOf = ({ scope }: Described): Operation['security'] => {
  if (scope === 'none') return [];
  const roles = scope === 'any' ? [] : [scope];
  return [{ bearer: roles }, { apiKey: roles }];
};

/** `/v1/hooks/:id` as `/v1/hooks/{id}`. */
export const templateOf = (url: string): string => url.replaceAll(/:(\w+)/g, '{$1}');

/** The part of the path that says what it is about: hooks, deliveries, webhooks. */
const tagOf = (url: string): string => url.split('/').filter((part) => !/^v\d+$/.test(part))[1] ?? 'others';

const wordsOf = (url: string): ReadonlyArray<string> => url.split(/[^a-zA-Z0-9]+/).filter((word) => word !== '');
const operationIdOf = ({ method, url }: Described): string =>
  method.toLowerCase() +
  wordsOf(url)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');

const parameter = (name: string, place: Parameter['in'], schema: Schema): Parameter => ({
  name,
  in: place,
  required: place === 'path',
  schema: illustrated(schema),
  example: exampleOf(schema),
});
const inPlace = (readers: Readers | undefined, place: Parameter['in']): ReadonlyArray<Parameter> =>
  Object.entries(readers ?? {}).map(([name, { schema }]) => parameter(name, place, schema));

const parametersOf = ({ params, query, ifMatch }: About): ReadonlyArray<Parameter> => [
  ...inPlace(params, 'path'),
  ...inPlace(query, 'query'),
  ...(ifMatch === true ? [parameter('If-Match', 'header', IF_MATCH)] : []),
];

const contentOf = (content: Readonly<Record<string, Schema>>, { refer }: Components): Content =>
  Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema: refer(schema) }]));

const responseOf = ({ description, content, headers }: AnswerAbout, known: Components): Response => ({
  description,
  ...(headers.length > 0 && {
    headers: Object.fromEntries(headers.map((name) => [name, { schema: HEADERS[name] }])),
  }),
  content: contentOf(content, known),
});

const operation = (call: Described, known: Components): Operation => {
  const { summary, description, body, answers } = call.about;
  const problem = { [PROBLEM_JSON]: { schema: known.refer(PROBLEM) } };
  return {
    operationId: operationIdOf(call),
    tags: [tagOf(call.url)],
    summary,
    ...(description !== undefined && { description }),
    security: securityOf(call),
    parameters: parametersOf(call.about),
    ...(body !== undefined && {
      requestBody: { required: body.required, content: contentOf(body.content, known) },
    }),
    responses: {
      ...Object.fromEntries(Object.entries(answers).map(([status, about]) => [status, responseOf(about, known)])),
      ...Object.fromEntries(refusalsOf(call).map(([status, why]) => [status, { description: why, content: problem }])),
    },
  };
};

const INFO = {
  title: 'Hookline',
  description:
    'Captures platform events and delivers them to other systems. Every refusal and failure is application/problem+json (RFC 9457).',
};

/** The document of a door with these calls, in their order. */
export const openApi = (calls: ReadonlyArray<Described>, version: string): OpenApi => {
  const known = components();
  const paths = new Map<string, Record<string, Operation>>();
  for (const call of calls) {
    const path = templateOf(call.url);
    paths.set(path, { ...paths.get(path), [call.method.toLowerCase()]: operation(call, known) });
  }
  return {
    openapi: '3.1.0',
    info: { ...INFO, version },
    paths: Object.fromEntries(paths),
    components: {
      schemas: known.schemas(),
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer' },
        apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
      },
    },
  };
};
