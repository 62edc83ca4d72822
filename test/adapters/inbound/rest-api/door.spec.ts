import { expect } from 'chai';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import * as TE from 'fp-ts/TaskEither';
import { REST_LIMITS } from '../../../../src/adapters/inbound/rest-api/rest-deps';
import { activeHook, actitoDefinition, BOXED, viewOf } from '../../../support/hook-views';
import { ask, askDoor, doorWith, READ, recordingAll } from '../../../support/rest-door';
import { waitUntil } from '../../../support/wait-until';

describe('The REST door', () => {
  describe('asked what is not there', () => {
    it('answers 404 with the path', async () => {
      const told = await askDoor({}, { url: '/v2/hooks?x=1', key: null });
      expect(told.status).to.equal(404);
      expect(told.json).to.include({ type: 'urn:hookline:problem:route-unknown' });
      expect(told.json['detail']).to.contain('"/v2/hooks"');
    });

    it('answers 405 with the methods there are', async () => {
      const told = await askDoor({}, { method: 'PUT', url: '/v1/hooks', key: null });
      expect(told.status).to.equal(405);
      expect(told.headers['allow']).to.equal('POST, GET, HEAD');
      const one = await askDoor({}, { method: 'POST', url: '/v1/hooks/7', body: {}, key: null });
      expect(one.headers['allow']).to.equal('GET, HEAD, PATCH, PUT, DELETE');
    });

    it('answers 400 to an address that is not well formed', async () => {
      const told = await askDoor({}, { url: '/v1/hooks/%zz' });
      expect(told.status).to.equal(400);
      expect(told.json['type']).to.equal('urn:hookline:problem:request-rejected');
    });
  });

  describe('sent a body it does not read', () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/cloudevents+json']) {
      it(`answers 415 to ${type}`, async () => {
        const told = await askDoor(
          {},
          { method: 'POST', url: '/v1/hooks', headers: { 'content-type': type }, body: 'a=1' },
        );
        expect(told.status).to.equal(415);
        expect(told.json['detail']).to.contain('application/json');
      });
    }

    for (const url of ['/v1/hooks', '/v1/events']) {
      it(`answers 415 to a compressed body at ${url}, and names the encoding`, async () => {
        const told = await askDoor(
          {},
          { method: 'POST', url, headers: { 'content-encoding': 'gzip' }, body: gzipSync('{"name":"Clicks"}') },
        );
        expect(told.status).to.equal(415);
        expect(told.json['type']).to.equal('urn:hookline:problem:content-encoding-unsupported');
        expect(told.json['detail']).to.contain('"Content-Encoding: gzip"');
        expect(told.headers['accept-encoding']).to.equal('identity');
      });
    }

    it('answers 415 to any encoding, even of a body that is JSON already', async () => {
      for (const encoding of ['br', 'gzip, identity', 'x-own']) {
        const told = await askDoor(
          {},
          { method: 'POST', url: '/v1/hooks', headers: { 'content-encoding': encoding }, body: { name: 'Clicks' } },
        );
        expect(told.status).to.equal(415);
        expect(told.json['detail']).to.contain(encoding);
      }
    });

    it('reads a body that says it is as it is', async () => {
      const told = await askDoor(
        { events: recordingAll },
        {
          method: 'POST',
          url: '/v1/events',
          headers: { 'content-encoding': 'Identity' },
          body: { type: 'click', occurredAt: '2026-11-23T08:30:00Z' },
        },
      );
      expect(told.status).to.equal(200);
    });

    it('answers 413 to more than the limit', async () => {
      const told = await askDoor({}, { method: 'POST', url: '/v1/hooks', body: ' '.repeat(REST_LIMITS.bodyBytes + 1) });
      expect(told.status).to.equal(413);
      expect(told.json['detail']).to.contain(String(REST_LIMITS.bodyBytes));
    });

    it('answers 414 to an id that is longer than any here, and says so', async () => {
      const told = await askDoor({}, { method: 'GET', url: `/v1/exports/${'7'.repeat(20_000)}` });
      expect(told.status).to.equal(414);
      expect(told.json['detail']).to.contain('too long to be an id');
    });

    it('answers 400 to a cursor that no page gave', async () => {
      for (const list of ['/v1/exports?cursor=zzz', '/v1/exports?cursor=7-0']) {
        const told = await askDoor({}, { method: 'GET', url: list });
        expect(told.status).to.equal(400);
        expect(told.json['errors']).to.deep.equal([
          { field: 'cursor', reason: 'is no cursor of a page before; leave it out to begin with the newest' },
        ]);
      }
    });
  });

  describe('with a defect behind it', () => {
    it('answers 500 with an id that the log has too, and nothing of the inside', async () => {
      const logged: Readonly<Record<string, unknown>>[] = [];
      const log = {
        info: () => undefined,
        warn: () => undefined,
        error: (_message: string, fields?: Readonly<Record<string, unknown>>) => logged.push(fields ?? {}),
      };
      const told = await askDoor({ log }, { url: '/v1/hooks/7/sum?token=abc' });
      expect(told.status).to.equal(500);
      expect(told.headers['content-type']).to.match(/^application\/problem\+json/);
      expect(told.text).not.to.contain('secret-of-the-stack');
      expect(logged).to.have.length(1);
      expect(logged[0]).to.include({ method: 'GET', route: '/v1/hooks/:id/sum' });
      expect(JSON.stringify(logged)).not.to.contain('token=abc').and.not.to.contain('hk_admin');
      expect(told.json['instance']).to.equal(`urn:uuid:${String(logged[0]?.['id'])}`);
      expect(told.json['detail']).to.contain(String(logged[0]?.['id']));
    });

    it('answers 500 as well when recording ends in one', async () => {
      const events = () => () => Promise.reject(new Error('inner'));
      const body = { type: 'click', occurredAt: '2026-11-23T08:30:00Z' };
      const told = await askDoor({ events }, { method: 'POST', url: '/v1/events', body });
      expect(told.status).to.equal(500);
      expect(told.text).not.to.contain('inner');
    });
  });

  describe('asked for health', () => {
    it('is live', async () => {
      const told = await askDoor({}, { url: '/health/live', key: null });
      expect(told.status).to.equal(200);
      expect(told.json).to.deep.equal({ live: true, version: '0.0.0-test' });
    });

    it('is not live once the process is beyond help', async () => {
      const told = await askDoor(
        { health: { live: () => false, ready: () => [] } },
        { url: '/health/live', key: null },
      );
      expect(told.status).to.equal(503);
    });

    it('is ready when every part is, and says which is not', async () => {
      const parts = [
        { part: 'event store', ready: true, detail: '' },
        { part: 'capture', ready: false, detail: 'recovering: 3 blocks left' },
      ];
      const ready = await askDoor(
        { health: { live: () => true, ready: () => parts.slice(0, 1) } },
        { url: '/health/ready', key: null },
      );
      expect(ready.status).to.equal(200);
      const unready = await askDoor(
        { health: { live: () => true, ready: () => parts } },
        { url: '/health/ready', key: null },
      );
      expect(unready.status).to.equal(503);
      expect(unready.json).to.deep.equal({ ready: false, parts });
    });
  });

  describe('asked for metrics', () => {
    it('has none unless they are enabled', async () => {
      expect((await askDoor({}, { url: '/metrics', key: null })).status).to.equal(404);
    });

    it('gives the text it was given', async () => {
      const told = await askDoor(
        { metricsText: () => Promise.resolve('hookline_up 1\n') },
        { url: '/metrics', key: null },
      );
      expect(told.status).to.equal(200);
      expect(told.headers['content-type']).to.equal('text/plain; version=0.0.4; charset=utf-8');
      expect(told.text).to.equal('hookline_up 1\n');
    });
  });

  describe("asked for a webhook subscription in Actito's words", () => {
    const url = '/webhooks/v4/entity/MyEntity/webhookSubscription/7';
    const reading = (view: ReturnType<typeof viewOf>) => ({ hooks: { read: () => TE.right(view) } });

    it('shows the hook so, with masked headers', async () => {
      const told = await askDoor(reading(viewOf(activeHook(actitoDefinition))), { url, key: READ });
      expect(told.text).not.to.contain(BOXED);
      expect(told.json).to.deep.equal({
        id: 7,
        on: 'PROFILE_TABLE',
        eventType: 'CREATE',
        onElementId: '123456',
        onFields: ['emailAddress'],
        targetUrl: 'https://shop.example/hook',
        headers: { 'X-Secret': '********' },
        isActive: true,
        pushMode: 'BULK',
        maxBlockSize: 40,
      });
    });

    for (const [type, on, eventType] of [
      ['PROFILE_TABLE_UPDATED_SUBSCRIPTION', 'PROFILE_TABLE', 'UPDATED_SUBSCRIPTION'],
      ['ETL_FINISHED', 'ETL', 'FINISHED'],
      ['FILE_REFERENCE_SYNC_STARTED', 'FILE_REFERENCE_SYNC', 'STARTED'],
      ['LOYALTY_LEVEL_REACHED', 'LOYALTY', 'LEVEL_REACHED'],
    ] as const) {
      it(`cuts the type ${type} into on and eventType`, async () => {
        const definition = { ...actitoDefinition, rule: { ...actitoDefinition.rule, types: [type] } };
        const told = await askDoor(reading(viewOf(activeHook(definition))), { url });
        expect(told.json).to.include({ on, eventType });
      });
    }

    it('answers 404 for a hook of another format, another entity, or one that was deleted', async () => {
      const actito = activeHook(actitoDefinition);
      for (const view of [viewOf(), viewOf({ ...actito, entity: 'Other' }), viewOf({ ...actito, status: 'deleted' })]) {
        const told = await askDoor(reading(view), { url });
        expect(told.status).to.equal(404);
        expect(told.json['type']).to.equal('urn:hookline:problem:no-actito-webhook');
      }
    });
  });

  describe('that listens', () => {
    const at = { host: '127.0.0.1', port: 0 };

    it('answers bytes that are no HTTP with a problem', async () => {
      const door = doorWith({});
      const { port } = await door.listen(at);
      let answer = '';
      const socket = connect(port, '127.0.0.1').on('data', (data) => (answer += data.toString()));
      socket.write('this is no HTTP\r\n\r\n');
      await waitUntil(() => answer.includes('}'));
      expect(answer).to.match(/^HTTP\/1\.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
      await door.close(1000);
    });

    it('finishes the request under way, then closes its kept-alive connection and takes no more', async () => {
      const gate: { open: () => void; entered: boolean } = { open: () => undefined, entered: false };
      const door = doorWith({
        events: (actor, events) => async () => {
          gate.entered = true;
          await new Promise<void>((resolve) => (gate.open = resolve));
          return recordingAll(actor, events)();
        },
      });
      const { port } = await door.listen(at);
      const body = { type: 'click', occurredAt: '2026-11-23T08:30:00Z' };
      const answer = fetch(`http://127.0.0.1:${String(port)}/v1/events`, {
        method: 'POST',
        headers: { authorization: 'Bearer hk_publish', 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      await waitUntil(() => gate.entered);
      let closed = false;
      const closing = door.close(10_000).then(() => (closed = true));
      await refusesConnections(port);
      expect(closed).to.equal(false);
      gate.open();
      const told = await answer;
      expect(told.status).to.equal(200);
      await told.text();
      await closing;
    });

    it('is closed within its bound though a request never ends', async () => {
      const gate = { entered: false };
      const door = doorWith({
        events: () => () => {
          gate.entered = true;
          return new Promise(() => undefined);
        },
      });
      const { port } = await door.listen(at);
      const broken = fetch(`http://127.0.0.1:${String(port)}/v1/events`, {
        method: 'POST',
        headers: { authorization: 'Bearer hk_publish', 'content-type': 'application/json' },
        body: JSON.stringify({ type: 'click', occurredAt: '2026-11-23T08:30:00Z' }),
      }).catch(() => 'cut');
      await waitUntil(() => gate.entered);
      const since = performance.now();
      await door.close(100);
      expect(performance.now() - since).to.be.lessThan(2000);
      expect(await broken).to.equal('cut');
    });

    it('says which address it cannot listen on', async () => {
      const first = doorWith({});
      const { port } = await first.listen(at);
      const second = doorWith({});
      const failure = await second.listen({ ...at, port }).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(Error).with.property('code', 'EADDRINUSE');
      await first.close(1000);
      await second.close(1000);
    });
  });

  it('answers many requests on one door', async () => {
    const { fastify } = doorWith({ events: recordingAll });
    const body = { id: 'c-1', type: 'click', occurredAt: '2026-11-23T08:30:00Z' };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => ask(fastify, { method: 'POST', url: '/v1/events', body })),
    );
    expect(answers.every(({ status }) => status === 200)).to.equal(true);
  });
});

const refusesConnections = async (port: number): Promise<void> => {
  let refused = false;
  const attempt = (): void => {
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => (refused = true));
    socket.on('connect', () => {
      socket.destroy();
      attempt();
    });
  };
  attempt();
  await waitUntil(() => refused);
};
