import 'reflect-metadata';
import { expect } from 'chai';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { type Json } from '../../src/domain/shared/json';
import { goldenSample } from '../domain/message/golden-sample';
import { onEveryEngine } from '../support/engine-kinds';
import { API_KEY, type EngineAnswer, type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';

type Members = Readonly<Record<string, Json>>;
interface Sample {
  readonly data: Json;
  readonly _audit?: Json;
}

/** A client as Actito's own: HTTP Basic, JSON on every call, paths under the entity. */
const actitoClient = (engine: RunningEngine, entity = 'MyEntity') => {
  const basic = Buffer.from(`integration@shop:${API_KEY}`).toString('base64');
  const headers = { authorization: `Basic ${basic}`, 'content-type': 'application/json', accept: 'application/json' };
  return (method: string, path: string, body?: object): Promise<EngineAnswer> =>
    engine.ask(method, `/webhooks/v4/entity/${entity}/${path}`, body, headers);
};

const BROUGHT = ['notifyOK', 'notifyKO'];
/** The event behind one object of a sample: links that the engine makes are left out of it. */
const eventOf = (type: string, entity: string, data: Json, audit?: Json) => {
  const { _links: links, ...flat } = data as { readonly _links: Members } & Members;
  const brought = Object.fromEntries(Object.entries(links).filter(([name]) => BROUGHT.includes(name)));
  return {
    type,
    occurredAt: '2025-02-26T10:41:06Z',
    subjects: { element: { id: '123456' } },
    entity,
    data: Object.keys(brought).length === 0 ? flat : { ...flat, _links: brought },
    ...(audit === undefined ? {} : { audit }),
  };
};

const SAMPLES = [
  { sample: 'actito-etl-one-by-one', on: 'ETL', eventType: 'FINISHED', id: 123789654, entity: 'MyEntity' },
  { sample: 'actito-etl-bulk', on: 'ETL', eventType: 'FINISHED', id: 2, entity: 'MyEntity' },
  {
    sample: 'actito-custom-action-one-by-one',
    on: 'CUSTOM_ACTION',
    eventType: 'TRIGGER',
    id: 123987456,
    entity: 'MyEntity',
  },
  { sample: 'actito-custom-action-bulk', on: 'CUSTOM_ACTION', eventType: 'TRIGGER', id: 123987456, entity: 'MyEntity' },
  { sample: 'actito-export-one-by-one', on: 'EXPORT', eventType: 'FINISHED', id: 157, entity: 'actito', of: 'newmail' },
];

onEveryEngine('An Actito client of its webhook subscriptions', (kind) => {
  let engine: RunningEngine;
  let receiver: Receiver;
  let received: ReceivedMessage[];

  const begin = async (settings: Readonly<Record<string, string>> = {}): Promise<void> => {
    engine = await runEngine(kind, settings);
  };
  beforeEach(async () => {
    received = [];
    receiver = await startReceiver({ secrets: () => [], onMessage: (message) => received.push(message) });
  });
  afterEach(async () => {
    await engine.dispose();
    await receiver.stop();
  });

  it('creates, lists, reads, replaces, deactivates, activates and deletes one (decision 2)', async () => {
    await begin();
    const client = actitoClient(engine);
    const body = {
      on: 'PROFILE_TABLE',
      eventType: 'CREATE',
      onElementId: '123456',
      onFields: ['emailAddress'],
      targetUrl: `${receiver.url}/hook`,
      headers: { 'X-Authorization': 'secret', 'X-Origin': 'x' },
      isActive: true,
    };
    const created = await client('POST', 'webhookSubscription', body);
    expect(created.status, JSON.stringify(created.body)).to.equal(201);
    const { id } = created.body as { readonly id: number };
    const one = `webhookSubscription/${String(id)}`;
    const shown = {
      ...body,
      id,
      headers: { 'X-Authorization': '********', 'X-Origin': '********' },
      pushMode: 'ONE_BY_ONE',
      maxBlockSize: 100,
    };
    expect((await client('GET', one)).body).to.deep.equal(shown);
    expect((await client('GET', 'webhookSubscription?tableType=PROFILE_TABLE&tableId=123456')).body).to.deep.equal({
      webhookSubscriptions: [shown],
      page: 0,
      pageSize: 50,
      total: 1,
    });
    const replaced = await client('PUT', one, { ...shown, eventType: 'UPDATE', pushMode: 'BULK', maxBlockSize: 7 });
    expect(replaced.body).to.deep.equal({ ...shown, eventType: 'UPDATE', pushMode: 'BULK', maxBlockSize: 7 });
    expect((await client('POST', `${one}/deactivate`)).body).to.deep.include({ id, isActive: false });
    expect((await client('GET', 'webhookSubscription?isActif=true')).body).to.deep.include({ total: 0 });
    expect((await client('POST', `${one}/activate`)).body).to.deep.include({ id, isActive: true });
    const deleted = await client('DELETE', one);
    expect([deleted.status, deleted.body]).to.deep.equal([200, `Webhook subscription ${String(id)} was deleted.`]);
    expect((await client('GET', one)).status).to.equal(404);
    expect((await client('GET', 'webhookSubscription')).body).to.deep.include({ total: 0 });
  });

  it('keeps a stored header value when it sends back what it read, and the receiver gets it', async () => {
    await begin();
    const client = actitoClient(engine);
    const { body } = await client('POST', 'customTable/9/webhookSubscription', {
      eventType: 'CREATE',
      isActive: true,
      targetUrl: `${receiver.url}/first`,
      headers: { 'X-Authorization': 'secret' },
    });
    const one = `webhookSubscription/${String((body as { readonly id: number }).id)}`;
    const read = (await client('GET', one)).body as object;
    await client('PUT', one, { ...read, targetUrl: `${receiver.url}/second` });
    const event = {
      type: 'CUSTOM_TABLE_CREATE',
      occurredAt: '2026-11-20T08:30:00Z',
      subjects: { element: { id: 9 } },
      data: { sku: 'a' },
    };
    expect((await engine.ask('POST', '/v1/events', event)).status).to.equal(200);
    await waitUntil(() => received.length === 1);
    expect(received[0]?.path).to.equal('/second');
    expect(received[0]?.headers['x-authorization']).to.equal('secret');
  });

  for (const { sample, on, eventType, id, entity, of = entity } of SAMPLES)
    it(`receives a body equal to the sample ${sample}, but for the push's own id (decisions ${of === entity ? '9 and 10' : '1, 9 and 10'})`, async () => {
      await begin({ HOOKLINE_ENTITY: entity });
      const published = goldenSample(sample) as unknown as Sample;
      const isBulk = Array.isArray(published.data);
      const created = await actitoClient(engine, entity)('POST', 'webhookSubscription', {
        id,
        on,
        eventType,
        onElementId: '123456',
        targetUrl: `${receiver.url}/hook`,
        pushMode: isBulk ? 'BULK' : 'ONE_BY_ONE',
      });
      expect(created.status, JSON.stringify(created.body)).to.equal(201);
      const objects = isBulk ? (published.data as ReadonlyArray<Json>) : [published.data];
      const events = objects.map((data) => eventOf(`${on}_${eventType}`, of, data, published._audit));
      expect((await engine.ask('POST', '/v1/events', events)).status).to.equal(200);
      await waitUntil(() => received.length === 1);
      const { id: pushId, ...body } = received[0]?.json as Members;
      expect({ id: published['id' as keyof Sample], ...body }).to.deep.equal(published);
      expect(pushId).to.equal(isBulk ? received[0]?.webhookId : received[0]?.eventIds[0]);
    });

  it('is told in its own words what is not acceptable, and nothing is stored', async () => {
    await begin();
    const client = actitoClient(engine);
    const refused = await client('POST', 'webhookSubscription', {
      on: 'PROFILE_TABLE',
      eventType: 'VANISHED',
      targetUrl: 'ftp://example.com',
      headers: { 'X-A': 'a\r\nX-B: b' },
    });
    expect(refused.status).to.equal(422);
    const { errors } = refused.body as { readonly errors: ReadonlyArray<{ readonly field: string }> };
    expect(errors.map(({ field }) => field)).to.have.members(['eventType', 'targetUrl', 'headers.X-A']);
    expect((await client('GET', 'webhookSubscription')).body).to.deep.include({ total: 0 });
    expect((await actitoClient(engine, 'Other')('GET', 'webhookSubscription')).status).to.equal(404);
  });
});
