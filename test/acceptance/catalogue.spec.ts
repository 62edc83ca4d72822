import 'reflect-metadata';
import { expect } from 'chai';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { aTelegramType } from '../support/catalogue-builders';
import { onEveryEngine } from '../support/engine-kinds';
import { type EngineAnswer, type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';

const anEvent = (id: string) => ({
  id,
  type: 'deliv_telegram',
  occurredAt: '2026-11-20T08:30:00Z',
  subjects: { database: { id: 50 } },
  profile: { id: 'p-1' },
  data: { message_id: 5 },
});

/** What the answers of this page may hold. */
interface Body {
  readonly id: number;
  readonly apiKey: string;
  readonly type: string;
  readonly hooks: ReadonlyArray<unknown>;
  readonly errors: ReadonlyArray<{ readonly reason: string }>;
  readonly types: ReadonlyArray<{ readonly code: string; readonly builtIn: boolean }>;
}
const bodyOf = ({ body }: EngineAnswer): Body => body as Body;

onEveryEngine('An event type of an account, from REST to a receiver', (kind) => {
  let engine: RunningEngine;
  let receiver: Receiver;
  let received: ReceivedMessage[];

  beforeEach(async () => {
    received = [];
    engine = await runEngine(kind);
    receiver = await startReceiver({ secrets: () => [], onMessage: (message) => received.push(message) });
  });
  afterEach(async () => {
    await engine.dispose();
    await receiver.stop();
  });

  const aHook = () => ({
    name: 'telegrams',
    format: 'altcraft',
    isActive: true,
    capture: { types: ['deliv_telegram'], database: '50' },
    batch: { size: 1 },
    destination: { type: 'http', url: receiver.url },
  });
  const as = (apiKey: string) => ({ authorization: `Bearer ${apiKey}` });
  const openSecondAccount = async (): Promise<string> => {
    const opened = await engine.ask('POST', '/v1/accounts', { account: 24, entity: 'OtherEntity' });
    expect(opened.status, JSON.stringify(opened.body)).to.equal(201);
    return bodyOf(opened).apiKey;
  };

  it('is refused everywhere until it is registered, naming the call that does it', async () => {
    const event = await engine.ask('POST', '/v1/events', anEvent('1'));
    expect(event.status).to.equal(422);
    expect(bodyOf(event).errors[0]).to.deep.include({ index: 0, field: 'type' });
    expect(bodyOf(event).errors[0]?.reason).to.include('POST /v1/catalogue');
    const hook = await engine.ask('POST', '/v1/hooks', aHook());
    expect(hook.status).to.equal(422);
    expect(bodyOf(hook).errors[0]?.reason).to.include('POST /v1/catalogue');
  });

  it('is captured and delivered once registered, also after a restart', async () => {
    expect((await engine.ask('POST', '/v1/catalogue', aTelegramType)).status).to.equal(201);
    expect((await engine.ask('POST', '/v1/hooks', aHook())).status).to.equal(201);
    expect((await engine.ask('POST', '/v1/events', anEvent('1'))).status).to.equal(200);
    await waitUntil(() => received.length === 1);
    expect(received[0]?.events[0]).to.deep.include({ event_type: 'deliv_telegram', event_data: { message_id: 5 } });
    await engine.restart();
    expect((await engine.ask('POST', '/v1/events', anEvent('2'))).status).to.equal(200);
    await waitUntil(() => received.length === 2);
  });

  it('is listed beside the built-in ones and told apart from them', async () => {
    await engine.ask('POST', '/v1/catalogue', aTelegramType);
    const { types } = bodyOf(await engine.ask('GET', '/v1/catalogue'));
    const flags = new Map(types.map(({ code, builtIn }) => [code, builtIn]));
    expect(flags.get('deliv_telegram')).to.equal(false);
    expect(flags.get('deliv')).to.equal(true);
    expect((await engine.ask('GET', '/v1/catalogue/deliv_telegram')).body).to.deep.include({
      ...aTelegramType,
      builtIn: false,
      filters: ['mailings'],
    });
  });

  it('is not there for another account, nor are its hooks', async () => {
    const other = await openSecondAccount();
    await engine.ask('POST', '/v1/catalogue', aTelegramType);
    const hook = bodyOf(await engine.ask('POST', '/v1/hooks', aHook())).id;
    expect((await engine.ask('GET', '/v1/catalogue/deliv_telegram', undefined, as(other))).status).to.equal(404);
    expect((await engine.ask('POST', '/v1/hooks', aHook(), as(other))).status).to.equal(422);
    expect((await engine.ask('POST', '/v1/events', anEvent('1'), as(other))).status).to.equal(422);
    expect(bodyOf(await engine.ask('GET', '/v1/hooks', undefined, as(other))).hooks).to.deep.equal([]);
    expect((await engine.ask('GET', `/v1/hooks/${String(hook)}`, undefined, as(other))).status).to.equal(404);
  });

  it('of the same code in two accounts goes each to its own hooks', async () => {
    const other = await openSecondAccount();
    const theirs = { ...aHook(), destination: { type: 'http', url: `${receiver.url}/theirs` } };
    for (const [headers, hook] of [
      [{}, aHook()],
      [as(other), theirs],
    ] as const) {
      await engine.ask('POST', '/v1/catalogue', aTelegramType, headers);
      expect((await engine.ask('POST', '/v1/hooks', hook, headers)).status).to.equal(201);
    }
    await engine.ask('POST', '/v1/events', anEvent('1'), as(other));
    await engine.ask('POST', '/v1/events', anEvent('2'));
    await waitUntil(() => received.length === 2);
    const accountAt = (path: string): unknown =>
      received
        .find((message) => message.path === path)
        ?.events.map((event) => (event as { account_id: number }).account_id);
    expect([accountAt('/'), accountAt('/theirs')]).to.deep.equal([[161], [24]]);
  });

  it('is for an account that only the first one can have opened', async () => {
    const other = await openSecondAccount();
    const refused = await engine.ask('POST', '/v1/accounts', { account: 25, entity: 'Third' }, as(other));
    expect(refused.status).to.equal(403);
    expect(bodyOf(refused).type).to.equal('urn:hookline:problem:not-first-account');
  });
});
