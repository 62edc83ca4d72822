import * as fc from 'fast-check';
import { type OpenApi, type Operation } from '../../src/adapters/inbound/rest-api/openapi/document';
import { HOSTILE_BODIES, HOSTILE_TEXTS } from './hostile-values';
import { mutated } from './mutations';

export interface FuzzedRequest {
  readonly method: string;
  /** As it is written on the request line, well formed or not. */
  readonly target: string;
  readonly headers: ReadonlyArray<readonly [string, string]>;
  readonly body: string | Uint8Array | null;
}
export interface FuzzedCall {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

type Content = NonNullable<Operation['requestBody']>['content'];

/** Those that delete come last, so that the others find what they name. */
export const callsOf = (document: OpenApi): ReadonlyArray<FuzzedCall> =>
  Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
    )
    .toSorted((left, right) => Number(left.method === 'DELETE') - Number(right.method === 'DELETE'));

const hostile = fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary', maxLength: 30 }));

/** Half characters cannot be percent-encoded. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

const inPath = (known: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 5, arbitrary: fc.constant(encoded(String(known))) },
    { weight: 3, arbitrary: fc.constantFrom('1', '2', 'MyEntity', 'click') },
    { weight: 3, arbitrary: hostile.map(encoded) },
    { weight: 1, arbitrary: hostile },
  );

const targetOf = ({ path, operation }: FuzzedCall): fc.Arbitrary<string> => {
  const parts = path.split(/(\{\w+\})/);
  const knownOf = (part: string): unknown =>
    operation.parameters.find(({ name, in: place }) => place === 'path' && `{${name}}` === part)?.example;
  return fc
    .tuple(...parts.map((part) => (part.startsWith('{') ? inPath(knownOf(part)) : fc.constant(part))))
    .map((chosen) => chosen.join(''));
};

const queryOf = ({ operation }: FuzzedCall): fc.Arbitrary<string> => {
  const known = operation.parameters.filter((parameter) => parameter.in === 'query');
  const pair = fc.oneof(
    fc.tuple(fc.constantFrom('limit', ...known.map(({ name }) => name)), hostile.map(encoded)),
    fc.constantFrom(
      ['limit', '1'] as const,
      ...known.map(({ name, example }) => [name, encoded(String(example))] as const),
    ),
    fc.tuple(hostile.map(encoded), hostile.map(encoded)),
    fc.tuple(hostile, hostile),
  );
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant('') },
    {
      weight: 2,
      arbitrary: fc
        .array(pair, { maxLength: 4 })
        .map((pairs) => `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`),
    },
  );
};

const exampleIn = (content: Content, schemas: Readonly<Record<string, unknown>>): ReadonlyArray<unknown> =>
  Object.values(content).flatMap(({ schema }) => {
    const reference = schema['$ref'];
    const name = typeof reference === 'string' ? (reference.split('/').at(-1) ?? '') : '';
    const named = (schemas[name] ?? schema) as { readonly examples?: ReadonlyArray<unknown> };
    return named.examples ?? [];
  });

const bodyOf = (call: FuzzedCall, { components }: OpenApi): fc.Arbitrary<FuzzedRequest['body']> => {
  const examples = exampleIn(call.operation.requestBody?.content ?? {}, components['schemas'] ?? {});
  const near =
    examples.length === 0
      ? fc.constant('{}')
      : fc
          .constantFrom(...examples)
          .chain(mutated)
          .map((value) => JSON.stringify(value));
  return fc.oneof(
    { weight: examples.length === 0 ? 1 : 12, arbitrary: near },
    { weight: 2, arbitrary: fc.jsonValue().map((value) => JSON.stringify(value)) },
    { weight: 3, arbitrary: fc.constantFrom(...HOSTILE_BODIES) },
    { weight: 1, arbitrary: fc.tuple(near, fc.nat(200)).map(([text, length]) => text.slice(0, length)) },
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
    { weight: examples.length === 0 ? 12 : 1, arbitrary: fc.constant(null) },
  );
};

const MEDIA = [
  'text/plain',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  'application/cloudevents+json',
  'x',
  '',
];

const headersOf = ({ operation }: FuzzedCall, key: string): fc.Arbitrary<FuzzedRequest['headers']> => {
  const media = Object.keys(operation.requestBody?.content ?? { 'application/json': {} });
  const extra = fc.oneof(
    fc.tuple(fc.constant('if-match'), fc.oneof(fc.constantFrom('"0"', '"1"', '*', '""', 'W/"1"'), hostile)),
    fc.tuple(
      fc.constantFrom('content-encoding', 'ce-id', 'ce-type', 'ce-specversion', 'x-api-key', 'accept', 'expect'),
      hostile,
    ),
    fc.tuple(fc.constantFrom('x-http-method-override', 'transfer-encoding', 'content-length', 'host'), hostile),
  );
  return fc
    .tuple(
      fc.oneof({ weight: 20, arbitrary: fc.constant(`Bearer ${key}`) }, { weight: 1, arbitrary: hostile }),
      fc.oneof(
        { weight: 9, arbitrary: fc.constantFrom(...media) },
        { weight: 1, arbitrary: fc.constantFrom(...MEDIA) },
      ),
      fc.oneof({ weight: 9, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(extra, { maxLength: 3 }) }),
    )
    .map(([authorization, type, more]) => [['authorization', authorization], ['content-type', type], ...more]);
};

/** Requests at a call: some acceptable, most broken in a place or two, some hardly requests at all. */
export const fuzzedRequests = (call: FuzzedCall, document: OpenApi, key: string): fc.Arbitrary<FuzzedRequest> =>
  fc.record({
    method: fc.constant(call.method),
    target: fc.tuple(targetOf(call), queryOf(call)).map(([path, query]) => path + query),
    headers: headersOf(call, key),
    body: bodyOf(call, document),
  });
