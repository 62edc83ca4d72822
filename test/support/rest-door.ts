import { type FastifyInstance } from 'fastify';
import * as TE from 'fp-ts/TaskEither';
import { type OpenApi } from '../../src/adapters/inbound/rest-api/openapi/document';
import { restApi, type RestApi } from '../../src/adapters/inbound/rest-api/server';
import { REST_LIMITS, type RestDeps } from '../../src/adapters/inbound/rest-api/rest-deps';
import { systemClock } from '../../src/adapters/outbound/clock/system/system-clock';
import { type AccountUseCases, type Authenticated } from '../../src/application/use-cases/accounts';
import { type AuditUseCases } from '../../src/application/use-cases/audits';
import { type AnswerCallback } from '../../src/application/use-cases/callbacks';
import { type CatalogueUseCases } from '../../src/application/use-cases/catalogue';
import { type ContentUseCases } from '../../src/application/use-cases/contents';
import { type DeliveryUseCases } from '../../src/application/use-cases/deliveries';
import { type RecordEvents } from '../../src/application/use-cases/events';
import { type HookTrialUseCases } from '../../src/application/use-cases/hook-trials';
import { type ExportPreviewUseCases } from '../../src/application/use-cases/export-preview';
import { type ExportRunUseCases } from '../../src/application/use-cases/export-runs';
import { type HookUseCases } from '../../src/application/use-cases/hooks';
import { type ProfileUseCases } from '../../src/application/use-cases/profiles';
import { type ProfileFieldUseCases } from '../../src/application/use-cases/profile-fields';
import { type ReplayUseCases } from '../../src/application/use-cases/replays';
import { documentedCalls } from './documented-answers';

export const ADMIN = 'hk_admin';
export const PUBLISH = 'hk_publish';
export const READ = 'hk_read';

const caller = (name: string, scope: Authenticated['scopes'][number]): Authenticated => ({
  account: 23,
  entity: 'MyEntity',
  keyId: `key-${name}`,
  name,
  scopes: [scope],
});

export const CALLERS: Readonly<Record<string, Authenticated>> = {
  [ADMIN]: caller('alice', 'admin'),
  [PUBLISH]: caller('shop', 'publish'),
  [READ]: caller('board', 'read'),
};

const unexpected = (name: string) => (): never => {
  throw new Error(`${name} was not expected to be asked; secret-of-the-stack`);
};

const HOOKS: HookUseCases = {
  create: unexpected('create'),
  change: unexpected('change'),
  activate: unexpected('activate'),
  suspend: unexpected('suspend'),
  resume: unexpected('resume'),
  deactivate: unexpected('deactivate'),
  clone: unexpected('clone'),
  remove: unexpected('remove'),
  rotateSecret: unexpected('rotateSecret'),
  read: unexpected('read'),
  list: unexpected('list'),
  history: unexpected('history'),
};
const TRIALS: HookTrialUseCases = { dryRun: unexpected('dryRun'), test: unexpected('test') };
const DELIVERIES: DeliveryUseCases = {
  find: unexpected('find'),
  read: unexpected('read'),
  parked: unexpected('parked'),
  redeliver: unexpected('redeliver'),
  discard: unexpected('discard'),
  sum: unexpected('sum'),
  auditSum: unexpected('auditSum'),
};
const REPLAYS: ReplayUseCases = {
  start: unexpected('start'),
  read: unexpected('read'),
  cancel: unexpected('cancel'),
};
const EXPORTS: ExportRunUseCases = {
  start: unexpected('start'),
  read: unexpected('read'),
  list: unexpected('list'),
  suspend: unexpected('suspend'),
  resume: unexpected('resume'),
  abort: unexpected('abort'),
  redeliverParked: unexpected('redeliverParked'),
};
const PREVIEWS: ExportPreviewUseCases = { preview: unexpected('preview'), exactly: unexpected('exactly') };
const ACCOUNTS: AccountUseCases = {
  bootstrap: unexpected('bootstrap'),
  open: unexpected('open'),
  authenticate: (apiKey) => CALLERS[apiKey] ?? null,
  issueKey: unexpected('issueKey'),
  rotateKey: unexpected('rotateKey'),
  revokeKey: unexpected('revokeKey'),
  listKeys: unexpected('listKeys'),
};

const AUDITS: AuditUseCases = { hookThen: unexpected('hookThen'), explain: unexpected('explain') };
const PROFILES: ProfileUseCases = { erase: unexpected('erase') };
const CONTENTS: ContentUseCases = { put: unexpected('put') };
const PROFILE_FIELDS: ProfileFieldUseCases = { register: unexpected('register'), list: unexpected('list') };
const CATALOGUE: CatalogueUseCases = {
  register: unexpected('register'),
  list: unexpected('list'),
  read: unexpected('read'),
};

export interface DoorParts extends Partial<
  Omit<
    RestDeps,
    | 'hooks'
    | 'trials'
    | 'deliveries'
    | 'audits'
    | 'replays'
    | 'profiles'
    | 'callback'
    | 'exports'
    | 'previews'
    | 'accounts'
    | 'catalogue'
    | 'profileFields'
  >
> {
  readonly hooks?: Partial<HookUseCases>;
  readonly trials?: Partial<HookTrialUseCases>;
  readonly deliveries?: Partial<DeliveryUseCases>;
  readonly replays?: Partial<ReplayUseCases>;
  readonly audits?: Partial<AuditUseCases>;
  readonly profiles?: ProfileUseCases;
  readonly callback?: AnswerCallback;
  readonly exports?: Partial<ExportRunUseCases>;
  readonly previews?: Partial<ExportPreviewUseCases>;
  readonly accounts?: Partial<AccountUseCases>;
  readonly catalogue?: Partial<CatalogueUseCases>;
  readonly profileFields?: Partial<ProfileFieldUseCases>;
}

export const depsWith = ({
  hooks,
  trials,
  deliveries,
  audits,
  replays,
  profiles = PROFILES,
  callback = unexpected('callback'),
  exports,
  previews,
  accounts,
  catalogue,
  profileFields,
  contents = CONTENTS,
  ...others
}: DoorParts): RestDeps => ({
  events: () => TE.right([]),
  health: { live: () => true, ready: () => [] },
  version: '0.0.0-test',
  clock: systemClock(),
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  limits: REST_LIMITS,
  ...others,
  hooks: { ...HOOKS, ...hooks },
  trials: { ...TRIALS, ...trials },
  deliveries: { ...DELIVERIES, ...deliveries },
  audits: { ...AUDITS, ...audits },
  replays: { ...REPLAYS, ...replays },
  profiles,
  callback,
  exports: { ...EXPORTS, ...exports },
  previews: { ...PREVIEWS, ...previews },
  accounts: { ...ACCOUNTS, ...accounts },
  catalogue: { ...CATALOGUE, ...catalogue },
  profileFields: { ...PROFILE_FIELDS, ...profileFields },
  contents,
});

/** A door whose use cases are what the test gives; asking for any other is a defect. */
export const doorWith = (parts: DoorParts): RestApi => restApi(depsWith(parts));

export interface Asked {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON, text and bytes as they are. */
  readonly body?: object | string;
}
export interface Told {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  readonly json: Readonly<Record<string, unknown>>;
}

const bodyHeaders = (body: object | string | undefined): Readonly<Record<string, string>> =>
  body === undefined ? {} : { 'content-type': 'application/json' };

let answers: ReturnType<typeof documentedCalls> | undefined;
/** Every door of the suite tells of the same calls, so the first one's document serves them all. */
const documented = async (app: FastifyInstance): Promise<ReturnType<typeof documentedCalls>> => {
  if (answers !== undefined) return answers;
  const { body } = await app.inject('/openapi.json');
  return (answers ??= documentedCalls(JSON.parse(body) as OpenApi));
};

/** The body of a binary CloudEvent is its data: whatever its producer likes. */
const jsonSent = (body: Asked['body'], headers: Asked['headers']): { readonly sent?: object } =>
  typeof body === 'object' && !Buffer.isBuffer(body) && headers?.['ce-specversion'] === undefined ? { sent: body } : {};

/** Sends one request with the admin key, unless the test says otherwise, and reads the answer; one that the OpenAPI document does not know fails. */
export const ask = async (
  app: FastifyInstance,
  { method = 'GET', url, key = ADMIN, headers, body }: Asked,
): Promise<Told> => {
  const answer = await app.inject({
    method,
    url,
    headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...bodyHeaders(body), ...headers },
    ...(body === undefined
      ? {}
      : { payload: typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body) }),
  });
  const type = String(answer.headers['content-type']);
  const isJson = type.includes('json');
  (await documented(app))({
    method,
    url,
    status: answer.statusCode,
    type,
    text: answer.body,
    ...jsonSent(body, headers),
  });
  return {
    status: answer.statusCode,
    headers: answer.headers,
    text: answer.body,
    json: (isJson ? JSON.parse(answer.body) : {}) as Told['json'],
  };
};

/** The door for one request. */
export const askDoor = (parts: DoorParts, asked: Asked): Promise<Told> => ask(doorWith(parts).fastify, asked);

/** A use case that answers `result` and notes with what it was asked. */
export const noting = <Args extends ReadonlyArray<unknown>, F, A>(
  result: TE.TaskEither<F, A>,
): { readonly asked: Args[]; readonly ask: (...args: Args) => TE.TaskEither<F, A> } => {
  const asked: Args[] = [];
  return {
    asked,
    ask: (...args) => {
      asked.push(args);
      return result;
    },
  };
};

export const recordingAll: RecordEvents = (_actor, events) =>
  TE.right(
    events.map(({ id }, index) => ({
      index,
      event: `event-${String(index)}`,
      id: id ?? `made-${String(index)}`,
      repeat: false,
    })),
  );
