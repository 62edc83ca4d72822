import 'reflect-metadata';
import { expect } from 'chai';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { onEveryEngine } from '../support/engine-kinds';
import { type EngineAnswer, type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';

const aDelivery = (id: number) => ({
  id: `deliv-${String(id)}`,
  source: 'esp',
  type: 'deliv',
  occurredAt: '2016-11-15T09:12:28.514388956Z',
  subjects: { database: { id: 50 }, mailing: { id: 130 }, template: { id: 5 } },
  profile: { id: `profile-${String(id % 7)}`, xxh: '5ada5e6ea3c6da5f', md5: 'a5656dc1e3f603063a1918d582a10f58' },
  data: { message_id: 5, segment_id: 0, campaign_id: 130 },
});

const bodyOf = ({ body }: EngineAnswer): Readonly<Record<string, unknown>> => body as Readonly<Record<string, unknown>>;

onEveryEngine('The engine, from REST to a receiver', (kind) => {
  let engine: RunningEngine;
  let receiver: Receiver;
  let secrets: string[];
  let received: ReceivedMessage[];

  beforeEach(async () => {
    secrets = [];
    received = [];
    engine = await runEngine(kind);
    receiver = await startReceiver({ secrets: () => secrets, onMessage: (message) => received.push(message) });
  });
  afterEach(async () => {
    await engine.dispose();
    await receiver.stop();
  });

  const createHook = async (body: object): Promise<number> => {
    const created = await engine.ask('POST', '/v1/hooks', body);
    expect(created.status, JSON.stringify(created.body)).to.equal(201);
    secrets.push(String(bodyOf(created)['signingSecret']));
    return Number(bodyOf(created)['id']);
  };

  const anAltcraftHook = (more: object = {}) => ({
    name: 'deliveries',
    format: 'altcraft',
    isActive: true,
    capture: { types: ['deliv'], database: '50' },
    batch: { size: 10, windowSeconds: 0.05 },
    destination: { type: 'http', url: `${receiver.url}/altcraft` },
    ...more,
  });

  const sumOf = async (hook: number): Promise<Readonly<Record<string, unknown>>> =>
    bodyOf(await engine.ask('GET', `/v1/hooks/${String(hook)}/sum`));

  it('delivers captured events in signed batches and settles the sum', async () => {
    const hook = await createHook(anAltcraftHook());
    const events = Array.from({ length: 25 }, (_, id) => aDelivery(id));
    const accepted = await engine.ask('POST', '/v1/events', events);
    expect(accepted.status, JSON.stringify(accepted.body)).to.equal(200);
    await waitUntil(() => received.flatMap(({ events: items }) => items).length === 25);
    expect(received.every(({ verified }) => verified)).to.equal(true);
    await waitUntil(async () => (await sumOf(hook))['waiting'] === 0);
    expect(await sumOf(hook)).to.include({ captured: 25, delivered: 25, parked: 0, discarded: 0, waiting: 0 });
  });

  it('goes on after a restart with what waited', async () => {
    receiver.answerWith(() => ({ status: 503 }));
    const hook = await createHook(anAltcraftHook({ retry: { maxAttempts: 4, firstDelaySeconds: 0.1 } }));
    await engine.ask(
      'POST',
      '/v1/events',
      Array.from({ length: 5 }, (_, id) => aDelivery(id)),
    );
    await waitUntil(() => received.length > 0);
    await engine.restart();
    receiver.answerWith(() => ({ status: 204 }));
    await engine.ask('PATCH', `/v1/hooks/${String(hook)}`, { name: 'mended' });
    await waitUntil(async () => (await sumOf(hook))['delivered'] === 5);
    const ids = new Set(received.map(({ webhookId }) => webhookId));
    expect(ids.size).to.equal(1);
  });
});
