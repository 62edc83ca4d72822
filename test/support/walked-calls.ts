import { type OpenApi, type Operation } from '../../src/adapters/inbound/rest-api/openapi/document';
import { type Furnished } from './furnished-account';

export interface WalkedCall {
  readonly method: string;
  readonly path: string;
  /** What is asked, with the names of what the account owns in path, query and body. */
  readonly url: string;
  readonly body: unknown;
}

type Members = Readonly<Record<string, unknown>>;
const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What a path means by the name; a path that is not known here has to be told of. */
const named = (path: string, name: string, owned: Furnished): string => {
  const known: Readonly<Record<string, string | number>> = {
    'hooks/{id}': owned.hook,
    'webhookSubscription/{id}': owned.subscription,
    'api-keys/{id}': owned.keyId,
    'profiles/{id}': owned.profile,
    'replays/{id}': owned.replay,
    'exports/{run}': owned.run,
    'deliveries/{delivery}': owned.delivery,
    'content/{message}': 'm-1',
    'catalogue/{code}': owned.code,
    'callbacks/{token}': 'made-up',
    'entity/{entity}': owned.entity,
    'table/{table}': 9,
    'customTable/{table}': 9,
  };
  const before =
    path
      .slice(0, path.indexOf(`{${name}}`))
      .split('/')
      .at(-2) ?? '';
  const value = known[`${before}/{${name}}`];
  if (value === undefined) throw new Error(`Say in walked-calls.ts what ${before}/{${name}} of ${path} is.`);
  return encodeURIComponent(String(value));
};

/** Members of a body that name something owned. */
const ownedIn = ({ account, hook, event, delivery, code, run, profile }: Furnished): Members => ({
  account,
  hook,
  event,
  deliveries: [delivery],
  types: [code],
  run,
  profile,
});

const exampleOf = ({ requestBody }: Operation, { components }: OpenApi): unknown => {
  const [content] = Object.values(requestBody?.content ?? {});
  const reference = content?.schema['$ref'];
  if (typeof reference !== 'string') return undefined;
  const schema = components['schemas']?.[reference.split('/').at(-1) ?? ''] as {
    readonly examples: ReadonlyArray<unknown>;
  };
  return schema.examples[0];
};

const bodyOf = (operation: Operation, document: OpenApi, owned: Furnished): unknown => {
  const example = exampleOf(operation, document);
  if (!isMembers(example)) return example;
  const mine = ownedIn(owned);
  return Object.fromEntries(
    Object.entries(example).map(([name, value]) => [name, isMembers(value) ? value : (mine[name] ?? value)]),
  );
};

const QUERIED = ['hook', 'event'] as const;
const queryOf = ({ parameters }: Operation, owned: Furnished): string => {
  const asked = QUERIED.filter((name) => parameters.some((known) => known.in === 'query' && known.name === name));
  return asked.length === 0 ? '' : `?${asked.map((name) => `${name}=${String(owned[name])}`).join('&')}`;
};

const WEIGHT: Readonly<Record<string, number>> = { GET: 0, DELETE: 2 };

/** Every call of the document, aimed at what the account owns: those that read first, those that delete last. */
export const walkedCalls = (document: OpenApi, owned: Furnished): ReadonlyArray<WalkedCall> =>
  Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        path,
        url:
          path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => named(path, name, owned)) + queryOf(operation, owned),
        body: bodyOf(operation, document, owned),
      })),
    )
    .toSorted((left, right) => (WEIGHT[left.method] ?? 1) - (WEIGHT[right.method] ?? 1));
