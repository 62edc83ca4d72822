import 'reflect-metadata';
import { expect } from 'chai';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../src/adapters/inbound/cli/listen/receiver';
import { rawHttp } from '../support/raw-http';
import { API_KEY, type RunningEngine, runEngine } from '../support/running-engine';
import { waitUntil } from '../support/wait-until';

type Json = Readonly<Record<string, unknown>>;

const LINE_ENDS = 'a\r\nX-Injected: 1\r\n\r\nGET / HTTP/1.1';

describe('Hostile text, on its way through the engine,', function () {
  this.timeout(60_000);
  let engine: RunningEngine;
  let receiver: Receiver;
  let received: ReceivedMessage[];

  before(async () => {
    engine = await runEngine();
    receiver = await startReceiver({ secrets: () => [], onMessage: (message) => received.push(message) });
  });
  beforeEach(() => {
    received = [];
  });
  after(async () => {
    await engine.dispose();
    await receiver.stop();
  });

  const exchange = (head: ReadonlyArray<string>, body = ''): Promise<string> =>
    rawHttp(Number(new URL(engine.url()).port), `${head.join('\r\n')}\r\n\r\n${body}`);
  const statusesIn = (text: string): ReadonlyArray<string> =>
    [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status = '']) => status);
  const hooks = async (): Promise<number> =>
    ((await engine.ask('GET', '/v1/hooks')).body as { readonly hooks: ReadonlyArray<unknown> }).hooks.length;

  const aHook = (more: Json = {}): Json => ({
    name: 'clicks',
    format: 'altcraft',
    isActive: true,
    batch: { size: 1 },
    capture: { types: ['click'] },
    destination: { type: 'http', url: `${receiver.url}/hook` },
    ...more,
  });

  const KEY = `Authorization: Bearer ${API_KEY}`;
  const smuggled = (id: string): string =>
    `0\r\n\r\nPOST /v1/hooks/${id}/activate HTTP/1.1\r\nHost: a\r\n${KEY}\r\n\r\n`;
  for (const [what, lines] of [
    ['Content-Length and Transfer-Encoding together', ['Content-Length: 6', 'Transfer-Encoding: chunked']],
    ['two lengths', ['Content-Length: 6', 'Content-Length: 120']],
    ['an encoding that is not chunked', ['Transfer-Encoding: xchunked']],
    ['an encoding beside chunked', ['Transfer-Encoding: chunked, identity']],
    ['a length that is no number', ['Content-Length: 6 6']],
    ['a folded header', ['Content-Length: 6', 'X-A: b', ' Transfer-Encoding: chunked']],
    ['a space before the colon', ['Transfer-Encoding : chunked']],
  ] as const)
    it(`is not taken for a second request after ${what}`, async () => {
      const { body } = await engine.ask('POST', '/v1/hooks', { ...aHook(), isActive: false });
      const id = String((body as { readonly id: number }).id);
      const standing = await hooks();
      const answer = await exchange(
        ['POST /v1/hooks HTTP/1.1', 'Host: a', KEY, 'Content-Type: application/json', ...lines],
        smuggled(id),
      );
      expect(statusesIn(answer), answer).to.have.lengthOf(1);
      expect(statusesIn(answer)[0]).to.match(/^4/);
      expect((await engine.ask('GET', `/v1/hooks/${id}`)).body).to.include({ status: 'inactive' });
      expect(await hooks()).to.equal(standing);
    });

  for (const target of ['/v1/hooks/1\rX-A:b', '/v1/hooks/1\u0000', '/v1/hooks/999999 HTTP/1.1\r\nX-Injected: 1\r\nX: '])
    it(`in an address, ${JSON.stringify(target)}, adds no header to the answer`, async () => {
      const answer = await exchange([`GET ${target} HTTP/1.1`, 'Host: a', KEY, 'Connection: close']);
      expect(statusesIn(answer)[0], answer).to.match(/^4/);
      expect(answer.split('\r\n\r\n')[0]?.toLowerCase()).to.not.contain('x-injected');
    });

  for (const target of [
    '/docs/../../../../etc/passwd',
    '/docs/..%2f..%2f..%2fetc%2fpasswd',
    '/v1/catalogue/..%2F..%2Fv1%2Fapi-keys',
    '/v1/hooks/../api-keys',
    '/v1/hooks/%2e%2e/api-keys',
    '//v1/api-keys',
    '/v1/hooks/1;/../../api-keys',
  ])
    it(`does not climb out of its path by ${target}`, async () => {
      const answer = await exchange([`GET ${target} HTTP/1.1`, 'Host: a', KEY, 'Connection: close']);
      expect(statusesIn(answer), answer).to.have.lengthOf(1);
      expect(statusesIn(answer)[0]).to.match(/^4/);
      expect(answer).to.not.match(/"keys":|root:/);
    });

  for (const [where, headers] of [
    ['the value', { 'X-A': LINE_ENDS }],
    ['the name', { [LINE_ENDS]: 'a' }],
    ['a name with a colon', { 'X-A: b\r\nX-B': 'c' }],
    ['a value with a zero', { 'X-A': 'a\u0000b' }],
    ['the length of the body', { 'Content-Length': '1' }],
    ['the encoding of the body', { 'Transfer-Encoding': 'chunked' }],
    ['the host', { Host: 'metadata.internal' }],
    ['the connection', { Connection: 'x-secret' }],
    ['our signature', { 'webhook-signature': 'v1,forged' }],
  ] as const)
    it(`is refused in a header of a hook: ${where}`, async () => {
      const standing = await hooks();
      const destination = { type: 'http', url: `${receiver.url}/hook`, headers };
      expect((await engine.ask('POST', '/v1/hooks', aHook({ destination }))).status).to.equal(422);
      const actito = { on: 'ETL', eventType: 'FINISHED', targetUrl: `${receiver.url}/hook`, headers };
      const collection = '/webhooks/v4/entity/MyEntity/webhookSubscription';
      expect((await engine.ask('POST', collection, actito)).status).to.equal(422);
      expect(await hooks()).to.equal(standing);
    });

  it('of an event adds no header to a delivery and stays text in its body', async () => {
    await engine.ask('POST', '/v1/hooks', aHook({ destination: { type: 'http', url: `${receiver.url}/hook?a=b` } }));
    const event = {
      id: LINE_ENDS,
      type: 'click',
      occurredAt: '2026-11-20T08:30:00Z',
      subjects: { mailing: { id: LINE_ENDS, name: '"},{"event_type":"forged"}' } },
      profile: { id: LINE_ENDS },
      data: { link_url: LINE_ENDS, '"}]': '"}]' },
      customData: { 'a"': '"}]' },
    };
    const recorded = await engine.ask('POST', '/v1/events', event);
    expect(recorded.status, JSON.stringify(recorded.body)).to.equal(200);
    await waitUntil(() => received.length === 1);
    const [message] = received;
    expect(message?.headers).to.not.have.property('x-injected');
    expect(message?.path).to.equal('/hook?a=b');
    expect(message?.events).to.have.lengthOf(1);
    expect(message?.events[0]).to.deep.include({ profile_id: LINE_ENDS, event_data: event.data });
  });

  it('as a value of a placeholder stays text, is no template again, and adds no member to custom_data (decision 11)', async () => {
    const name = '"},"forged":true,{{uuid}},\r\n\\{{';
    const customData = { pairs: { mailing: 'of {{campaign_name}}', again: '{{message_name}}' } };
    await engine.ask('POST', '/v1/hooks', aHook({ capture: { types: ['open'] }, customData }));
    const event = {
      type: 'open',
      occurredAt: '2026-11-20T08:30:00Z',
      subjects: { mailing: { id: 1, name }, template: { id: 2, name: '{{event_date}}' } },
    };
    const recorded = await engine.ask('POST', '/v1/events', event);
    expect(recorded.status, JSON.stringify(recorded.body)).to.equal(200);
    await waitUntil(() => received.length === 1);
    const [message] = received[0]?.events as ReadonlyArray<{ readonly custom_data: Json }>;
    expect(message?.custom_data).to.deep.equal({ mailing: `of ${name}`, again: '{{event_date}}' });
  });

  it('adds no header to a binary CloudEvent, whose attributes are headers', async () => {
    await engine.ask('POST', '/v1/hooks', {
      ...aHook({ capture: { types: ['read'] }, format: 'cloudevents', contentMode: 'binary' }),
      batch: undefined,
    });
    const event = {
      id: `binary ${LINE_ENDS}`,
      type: 'read',
      occurredAt: '2026-11-20T08:30:00Z',
      subjects: { mailing: { id: LINE_ENDS } },
      profile: { id: LINE_ENDS },
    };
    const recorded = await engine.ask('POST', '/v1/events', event);
    expect(recorded.status, JSON.stringify(recorded.body)).to.equal(200);
    await waitUntil(() => received.length === 1);
    expect(received[0]?.headers).to.not.have.property('x-injected');
    expect(received[0]?.headers['ce-type']).to.contain('read');
    for (const value of received[0]?.rawHeaders ?? []) expect(value).to.match(/^[\x20-\x7e]*$/);
  });

  it('as a token of a token endpoint adds no header to a delivery', async () => {
    receiver.answerWith(({ path }) =>
      path === '/token'
        ? { status: 200, body: JSON.stringify({ access_token: LINE_ENDS, token_type: 'Bearer', expires_in: 3600 }) }
        : { status: 204 },
    );
    const oauth2 = { tokenUrl: `${receiver.url}/token`, clientId: 'a:b', clientSecret: 'c' };
    const destination = { type: 'http', url: `${receiver.url}/hook`, oauth2 };
    const created = await engine.ask('POST', '/v1/hooks', aHook({ capture: { types: ['send'] }, destination }));
    expect(created.status, JSON.stringify(created.body)).to.equal(201);
    await engine.ask('POST', '/v1/events', { type: 'send', occurredAt: '2026-11-20T08:30:00Z' });
    await waitUntil(() => received.some(({ path }) => path === '/token'));
    const hook = String((created.body as { readonly id: number }).id);
    const sum = `/v1/hooks/${hook}/sum`;
    await waitUntil(async () => ((await engine.ask('GET', sum)).body as Json)['captured'] === 1);
    const attempted = `/v1/deliveries?hook=${hook}`;
    await waitUntil(async () => JSON.stringify((await engine.ask('GET', attempted)).body).includes('"answer"'));
    expect(received.every(({ headers }) => !('x-injected' in headers))).to.equal(true);
    expect(received.filter(({ path }) => path === '/hook')).to.deep.equal([]);
  });

  it("stays one segment of the links in Actito's bodies", async () => {
    await engine.ask(
      'POST',
      '/v1/hooks',
      aHook({ format: 'actito', batch: undefined, capture: { types: ['ETL_FINISHED'] } }),
    );
    const event = {
      type: 'ETL_FINISHED',
      occurredAt: '2026-11-20T08:30:00Z',
      subjects: { element: { id: '../1' } },
      data: { 'etl.id': '../1', 'etl.executionId': '2/../../3', 'etl.executionStatus': 'SUCCESS' },
    };
    const recorded = await engine.ask('POST', '/v1/events', event);
    expect(recorded.status, JSON.stringify(recorded.body)).to.equal(200);
    await waitUntil(() => received.length === 1);
    const hrefs = [...(received[0]?.body.matchAll(/"href":"([^"]+)"/g) ?? [])].map(([, href = '']) => href);
    expect(hrefs).to.have.lengthOf(3);
    for (const href of hrefs) {
      expect(href).to.match(/^\/[\w/%.~-]+$/);
      expect(new URL(href, 'https://api.example').pathname, 'nothing climbs').to.equal(href);
    }
  });

  it('that reaches for a prototype is refused everywhere and changes none', async () => {
    for (const key of ['{"__proto__":{"polluted":true}}', '{"constructor":{"prototype":{"polluted":true}}}'])
      for (const [method, path, body] of [
        ['POST', '/v1/events', `{"type":"click","occurredAt":"2026-11-20T08:30:00Z","data":${key}}`],
        ['POST', '/v1/hooks', key],
        ['PATCH', '/v1/hooks/1', `{"destination":{"headers":${key}}}`],
        ['POST', '/webhooks/v4/entity/MyEntity/webhookSubscription', key],
      ] as const) {
        const answer = await fetch(`${engine.url()}${path}`, {
          method,
          headers: { authorization: `Bearer ${API_KEY}`, 'content-type': 'application/json' },
          body,
        });
        expect(answer.status, `${method} ${path} ${body}`).to.equal(400);
      }
    expect(({} as Json)['polluted']).to.equal(undefined);
  });
});
