import 'reflect-metadata';
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Container } from 'inversify';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { type OpenApi } from '../../src/adapters/inbound/rest-api/openapi/document';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { pinoLog } from '../../src/infrastructure/logging/pino-log';
import { freePort } from '../support/free-port';
import { type Furnished, furnishedAccount } from '../support/furnished-account';
import { natsServerMissing, startNatsServer } from '../support/nats-server';
import { API_KEY, type EngineAnswer, type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';
import { type WalkedCall, walkedCalls } from '../support/walked-calls';

const MASTER_KEY = '5ec7e7'.padEnd(64, '0123456789abcdef');
const HEADER_VALUE = 'planted-header-value-8f2a';
const URL_PASSWORD = 'planted-url-password-77c1';
const NATS_PASSWORD = 'planted-nats-password-19d4';
const CLIENT_SECRET = 'planted-client-secret-c2d8';
const ACCESS_TOKEN = 'planted-access-token-41aa';
const WRONG_KEY = 'hk_planted_wrong_key_0123456789';

/** With a user and a password where a nats-server is installed, otherwise with blocks in memory. */
const layWith = (lines: string[]) => async () => {
  const server = natsServerMissing === null ? await startNatsServer(AUTHORIZATION) : null;
  return {
    settings: {
      HOOKLINE_MASTER_KEY: MASTER_KEY,
      HOOKLINE_METRICS: 'true',
      ...(server === null
        ? {}
        : { HOOKLINE_NATS_URLS: server.url, HOOKLINE_NATS_USER: 'hookline', HOOKLINE_NATS_PASSWORD: NATS_PASSWORD }),
    },
    swap: (container: Container) => {
      const stream = { write: (line: string) => lines.push(line) };
      container.rebind(TOKENS.log).toConstantValue(pinoLog({ level: 'debug', stream }));
    },
    dispose: () => server?.dispose() ?? Promise.resolve(),
  };
};
const AUTHORIZATION = `authorization { user: hookline, password: ${NATS_PASSWORD} }\n`;

const filesIn = (folder: string): ReadonlyArray<string> =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Secrets that this answer shows this once, by their fields. */
const shownOnce = ({ body }: EngineAnswer): ReadonlyArray<string> => {
  const { signingSecret, apiKey } = (typeof body === 'object' ? body : {}) as Readonly<
    Record<string, string | undefined>
  >;
  return [signingSecret, apiKey].filter((secret) => secret !== undefined);
};

/** A secret may come as it is or as another text of the same bytes. */
const formsOf = (secret: string): ReadonlyArray<string> => {
  const bare = secret.replace(/^whsec_/, '');
  return [bare, encodeURIComponent(bare), Buffer.from(secret).toString('base64'), Buffer.from(secret).toString('hex')];
};

describe('Secrets planted wherever one can be given or is made', function () {
  this.timeout(60_000);
  let engine: RunningEngine;
  let receiver: Receiver;
  let owned: Furnished;
  const lines: string[] = [];
  let tokened: string | undefined;
  const answers: { readonly call: string; readonly text: string }[] = [];
  const secrets = new Set([
    API_KEY,
    MASTER_KEY,
    HEADER_VALUE,
    URL_PASSWORD,
    NATS_PASSWORD,
    CLIENT_SECRET,
    ACCESS_TOKEN,
    WRONG_KEY,
  ]);

  const noted = async (call: Pick<WalkedCall, 'method' | 'url' | 'body'>, headers = {}): Promise<void> => {
    const answer = await engine.ask(call.method, call.url, call.body, headers);
    const once = shownOnce(answer);
    for (const secret of once) secrets.add(secret);
    const text = once.reduce((told, secret) => told.replace(secret, ''), JSON.stringify(answer.body));
    answers.push({ call: `${call.method} ${call.url}`, text: text + JSON.stringify([...answer.headers]) });
  };
  const authorizedHook = (): object => ({
    name: 'authorized',
    format: 'altcraft',
    isActive: true,
    capture: { types: ['click'] },
    destination: {
      type: 'http',
      url: `${receiver.url}/tokened`,
      oauth2: { tokenUrl: `${receiver.url}/token`, clientId: 'hookline', clientSecret: CLIENT_SECRET },
    },
  });
  const planted = async (): Promise<void> => {
    const destination = { type: 'http', url: `${receiver.url}/hook`, headers: { 'X-Secret': HEADER_VALUE } };
    const hook = { name: 'a', format: 'altcraft', capture: { types: ['click'] }, destination };
    const withPassword = { ...destination, url: `https://user:${URL_PASSWORD}@shop.example/hook` };
    for (const body of [hook, { ...hook, destination: withPassword }, { ...hook, capture: {} }])
      await noted({ method: 'POST', url: '/v1/hooks', body });
    await noted({
      method: 'PATCH',
      url: `/v1/hooks/${String(owned.hook)}`,
      body: { destination: { headers: { 'X-More': HEADER_VALUE } } },
    });
    await noted({ method: 'POST', url: `/v1/hooks/${String(owned.hook)}/test`, body: {} });
    await noted({ method: 'GET', url: '/v1/hooks', body: undefined }, { authorization: `Bearer ${WRONG_KEY}` });
  };

  before(async () => {
    receiver = await startReceiver({
      secrets: () => [],
      onMessage: ({ path, headers }) => {
        if (path === '/tokened') tokened = headers.authorization;
      },
      answer: ({ path }) =>
        path === '/token'
          ? {
              status: 200,
              body: JSON.stringify({ access_token: ACCESS_TOKEN, token_type: 'Bearer', expires_in: 3600 }),
            }
          : { status: 204 },
    });
    engine = await runEngine({ lay: layWith(lines) });
    const headers = { 'X-Authorization': HEADER_VALUE };
    owned = await furnishedAccount({ engine, url: `${receiver.url}/hook`, headers });
    await planted();
    await noted({ method: 'POST', url: '/v1/hooks', body: authorizedHook() });
    const click = { type: 'click', occurredAt: '2026-11-20T08:30:00Z' };
    await noted({ method: 'POST', url: '/v1/events', body: click });
    await waitUntil(() => tokened !== undefined);
    const document = (await engine.ask('GET', '/openapi.json')).body as OpenApi;
    // Once for what is there, and once more for what the first walk deleted, revoked and rotated.
    for (const call of [...walkedCalls(document, owned), ...walkedCalls(document, owned)]) await noted(call);
    await receiver.stop();
    await planted();
  });
  after(async () => {
    await engine.dispose();
  });

  const leaks = (text: string): ReadonlyArray<string> =>
    [...secrets].filter((secret) => formsOf(secret).some((form) => text.includes(form)));

  it('are in no answer but the one that shows a made one this once (guarantee 8)', () => {
    expect(answers.length).to.be.greaterThan(100);
    for (const { call, text } of answers) expect(leaks(text), `${call}: ${text}`).to.deep.equal([]);
  });

  it('are in no line of the log (guarantee 8)', () => {
    expect(lines).to.not.be.empty;
    for (const line of lines) expect(leaks(line), line).to.deep.equal([]);
  });

  it('are in no metric (guarantee 8)', async () => {
    const { body } = await engine.ask('GET', '/metrics');
    expect(body).to.be.a('string').and.to.contain('hookline_');
    expect(leaks(String(body))).to.deep.equal([]);
  });

  it('are in no file of the data folder (guarantee 8, behaviour 16)', () => {
    const files = filesIn(engine.folder);
    expect(files).to.not.be.empty;
    for (const file of files) expect(leaks(readFileSync(file, 'latin1')), file).to.deep.equal([]);
  });

  it('are many: what was given and sent, and what was made and shown once', () => {
    expect(tokened).to.equal(`Bearer ${ACCESS_TOKEN}`);
    expect(secrets.size).to.be.greaterThan(10);
  });
});

describe('Passwords of servers that cannot be reached or refuse the process', function () {
  this.timeout(60_000);
  const LOG_PASSWORD = 'planted-log-password-3e11';

  /** What is told by an engine that does not start: its log and the reason. */
  const toldBy = async (settings: Readonly<Record<string, string>>): Promise<string> => {
    const lines: string[] = [];
    const swap = (container: Container): void => {
      const stream = { write: (line: string) => lines.push(line) };
      container.rebind(TOKENS.log).toConstantValue(pinoLog({ level: 'debug', stream }));
    };
    const lay = () => Promise.resolve({ settings, swap, dispose: () => Promise.resolve() });
    const reason = await runEngine({ lay }).then(
      () => expect.fail('it started'),
      (cause: unknown) => (cause instanceof Error ? `${cause.message} ${cause.stack ?? ''}` : String(cause)),
    );
    return lines.join('') + reason;
  };

  it('are in no line of the log and not in the reason: EventStoreDB (guarantee 8)', async () => {
    const port = String(await freePort());
    const told = await toldBy({ HOOKLINE_EVENTSTOREDB: `esdb://admin:${LOG_PASSWORD}@127.0.0.1:${port}?tls=false` });
    expect(told).to.contain('EventStoreDB cannot be reached');
    expect(told).to.not.contain(LOG_PASSWORD);
  });

  (natsServerMissing === null ? it : it.skip)(
    `are in no line of the log and not in the reason: NATS (guarantee 8)${natsServerMissing ?? ''}`,
    async () => {
      const server = await startNatsServer(AUTHORIZATION);
      const told = await toldBy({
        HOOKLINE_NATS_URLS: server.url,
        HOOKLINE_NATS_USER: 'hookline',
        HOOKLINE_NATS_PASSWORD: LOG_PASSWORD,
      });
      await server.dispose();
      expect(told).to.contain('NATS does not let this process in');
      expect(told).to.not.match(/planted-(log|nats)-password/);
    },
  );
});
