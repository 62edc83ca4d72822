import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { heldBack, type IngestionWorld, ingestionWorld, withHeaders } from '../../../support/nats-ingestion-world';
import { natsServerMissing } from '../../../support/nats-server';
import { recordingInMemory } from '../../../support/recording-in-memory';
import { waitUntil } from '../../../support/wait-until';

const click = { id: 'c-1', type: 'click', occurredAt: '2026-11-23T08:30:00Z' };
const cloud = { specversion: '1.0', id: 'c-1', source: '/shop', type: 'click', time: '2026-11-23T08:30:00.034315796Z' };
const fromCloud = { id: 'c-1', source: '/shop', type: 'click', occurredAt: '2026-11-23T08:30:00.034315796Z' };

const given = natsServerMissing === null ? describe : describe.skip;

given(`Events published to NATS${natsServerMissing === null ? '' : ` (${natsServerMissing})`}`, function () {
  this.timeout(60_000);
  let world: IngestionWorld;

  beforeEach(async () => {
    world = await ingestionWorld();
  });
  afterEach(() => world.dispose());

  describe('that are acceptable', () => {
    const recordsAs = async (
      body: unknown,
      headers: Readonly<Record<string, string>>,
      expected: unknown,
    ): Promise<void> => {
      await world.door();
      await world.publish(body, { headers: withHeaders(headers) });
      await world.allSettled();
      expect(world.recorded).to.deep.equal(expected);
      expect(world.advisories).to.deep.equal([]);
    };

    it('are recorded one alone', () => recordsAs(click, {}, [click]));

    it('are recorded from an array, in its order', () =>
      recordsAs([click, { ...click, id: 'c-2' }], {}, [click, { ...click, id: 'c-2' }]));

    it('are recorded without capture where the envelope says so', () =>
      recordsAs({ events: [click], capture: false }, {}, [{ capture: false, ...click }]));

    it('are recorded from a structured CloudEvent, with content type or without', async () => {
      await world.door();
      await world.publish({ ...cloud, id: 'c-0' });
      await world.publish(cloud, { headers: withHeaders({ 'Content-Type': 'application/cloudevents+json' }) });
      await world.allSettled();
      expect(world.recorded).to.deep.equal([{ ...fromCloud, id: 'c-0' }, fromCloud]);
    });

    it('are recorded from a batch of CloudEvents', () =>
      recordsAs([cloud, { ...cloud, id: 'c-2' }], { 'Content-Type': 'application/cloudevents-batch+json' }, [
        fromCloud,
        { ...fromCloud, id: 'c-2' },
      ]));

    it('are recorded from a binary CloudEvent', () =>
      recordsAs(
        { a: 1 },
        {
          'ce-specversion': '1.0',
          'ce-id': 'c-1',
          'ce-source': '/shop',
          'ce-type': 'click',
          'ce-time': cloud.time,
          'Content-Type': 'application/json',
        },
        [{ ...fromCloud, data: { a: 1 } }],
      ));

    it('and come without an id get one of their message, so that a publisher may repeat', async () => {
      await world.door();
      const { id: _, ...nameless } = click;
      await world.publish(nameless, { msgID: 'm-1' });
      await world.publish([nameless, nameless], { msgID: 'm-2' });
      await world.allSettled();
      expect(world.recorded.map(({ id }) => id)).to.deep.equal(['m-1', 'm-2#0', 'm-2#1']);
    });

    it('and were published before any door was there are taken when one comes', async () => {
      const first = await world.door();
      await first.stop(1000);
      await world.publish(click);
      expect(await world.left()).to.equal(1);
      await world.door();
      await world.allSettled();
      expect(world.recorded).to.deep.equal([click]);
    });

    it('are acknowledged as success when they are a repeat', async () => {
      await world.door();
      await world.publish(click);
      await world.publish(click);
      await world.allSettled();
      expect(world.recorded).to.deep.equal([click]);
      expect(world.advisories).to.deep.equal([]);
    });
  });

  describe('that are not acceptable', () => {
    const advisoryOf = async (body: unknown, options: Parameters<IngestionWorld['publish']>[1] = {}) => {
      await world.door();
      const sequence = await world.publish(body, options);
      await waitUntil(() => world.advisories.length > 0);
      await world.allSettled();
      expect(world.recorded).to.deep.equal([]);
      const advisory = world.advisories[0];
      expect(advisory?.json).to.include({ stream: 'HOOKLINE_EVENTS', sequence });
      return advisory;
    };

    it('end with an advisory that names index, field, reason and message, and nothing is stored', async () => {
      const advisory = await advisoryOf([click, { ...click, type: 7 }], { msgID: 'm-1' });
      expect(advisory?.subject).to.equal('hookline.advisories.events.23');
      expect(advisory?.json).to.deep.include({
        type: 'urn:hookline:problem:events-refused',
        status: 422,
        subject: 'hookline.events.23',
        messageId: 'm-1',
        errors: [{ index: 1, field: 'type', reason: 'must be string' }],
      });
    });

    it('end the same way when the use case refuses them', async () => {
      const advisory = await advisoryOf({ ...click, type: 'klick' });
      expect(advisory?.json['errors']).to.deep.equal([
        { index: 0, field: 'type', reason: '"klick" is not in the catalogue' },
      ]);
    });

    it('end when they are no JSON, and their text is not passed on', async () => {
      const advisory = await advisoryOf('{"email":"user@example.com"');
      expect(advisory?.json).to.include({ type: 'urn:hookline:problem:body-malformed', status: 400 });
      expect(JSON.stringify(advisory?.json)).not.to.contain('example.com');
    });

    it('end when an event is too large', async () => {
      const advisory = await advisoryOf({ ...click, data: { text: 'x'.repeat(256 * 1024) } });
      expect(advisory?.json).to.include({ type: 'urn:hookline:problem:event-too-large', status: 413 });
    });

    it('end when they say to be something else than JSON', async () => {
      const advisory = await advisoryOf(click, { headers: withHeaders({ 'Content-Type': 'text/xml' }) });
      expect(advisory?.json).to.include({ type: 'urn:hookline:problem:media-type-unsupported' });
    });

    it('conflict when a known id comes with another body, and the id is not passed on', async () => {
      await world.door();
      await world.publish({ ...click, id: 'user@example.com' });
      await world.publish({ ...click, id: 'user@example.com', data: { a: 1 } });
      await waitUntil(() => world.advisories.length > 0);
      await world.allSettled();
      expect(world.recorded).to.have.length(1);
      const { errors, ...others } = world.advisories[0]?.json ?? {};
      expect(others).to.include({ type: 'urn:hookline:problem:event-conflict', status: 409 });
      expect(errors).to.have.length(1);
      expect(JSON.stringify(errors)).to.match(/"index":0,"field":"id","reason":"is recorded with another body/);
    });

    it('do not keep later ones from being taken', async () => {
      await world.door();
      for (const bad of ['', '[', 'null', '[]', '{"type":1}', new Uint8Array([0xff, 0xfe])]) await world.publish(bad);
      await world.publish(click);
      await world.allSettled();
      expect(world.recorded).to.deep.equal([click]);
      expect(world.advisories).to.have.length(6);
    });
  });

  describe('for an account that is not known', () => {
    it('wait a while, for it may have been opened elsewhere a moment ago', async () => {
      let known = false;
      let asked = 0;
      await world.door({
        isKnownAccount: () => {
          asked += 1;
          return known;
        },
      });
      await world.publish(click);
      await waitUntil(() => asked === 1);
      known = true;
      await world.allSettled();
      expect(world.recorded).to.deep.equal([click]);
      expect(world.advisories).to.deep.equal([]);
    });
  });

  describe('while the store is slow', () => {
    it('are acknowledged only after the append', async () => {
      const { recordEvents, recorded } = recordingInMemory();
      const held = heldBack(recordEvents);
      await world.door({ recordEvents: held.record });
      await world.publish(click);
      await waitUntil(() => held.asked() === 1);
      await world.nats.flush();
      expect(await world.left()).to.equal(1);
      expect(recorded).to.deep.equal([]);
      held.release();
      await world.allSettled();
      expect(recorded).to.deep.equal([click]);
    });

    it('are not given out a second time, however long it takes', async () => {
      const { recordEvents } = recordingInMemory();
      const held = heldBack(recordEvents);
      await world.door({ recordEvents: held.record, ackWaitMs: 1_500 });
      await world.publish(click);
      const manager = await world.nats.jetstreamManager();
      const start = Date.now();
      await waitUntil(() => Date.now() - start > 3_500);
      const { num_redelivered } = await manager.consumers.info('HOOKLINE_EVENTS', 'hookline-ingestion');
      expect(num_redelivered).to.equal(0);
      expect(held.asked()).to.equal(1);
      held.release();
      await world.allSettled();
    });
  });

  describe('while the store fails', () => {
    it('wait and are recorded when it is back, each once', async () => {
      const { recordEvents, recorded } = recordingInMemory();
      let broken = true;
      let asked = 0;
      await world.door({
        recordEvents: (actor, events) => {
          asked += 1;
          return broken
            ? TE.left({ type: 'EventStoreUnavailable', retryable: true, outcome: 'unknown', detail: 'gone' })
            : recordEvents(actor, events);
        },
      });
      for (const id of ['a', 'b', 'c']) await world.publish({ ...click, id });
      await waitUntil(() => asked >= 2);
      expect(await world.left()).to.equal(3);
      broken = false;
      await world.allSettled();
      expect(recorded.map(({ id }) => id)).to.have.members(['a', 'b', 'c']);
      expect(world.advisories).to.deep.equal([]);
    });

    it('and one that meets a defect comes again without keeping the others back', async () => {
      const { recordEvents, recorded } = recordingInMemory();
      let healed = false;
      await world.door({
        recordEvents: (actor, events) => async () => {
          if (!healed && events.some(({ id }) => id === 'poison')) throw new Error('a bug');
          return recordEvents(actor, events)();
        },
      });
      await world.publish({ ...click, id: 'poison' });
      for (let n = 0; n < 20; n += 1) await world.publish({ ...click, id: `c-${String(n)}` });
      await waitUntil(() => recorded.length === 20);
      healed = true;
      await world.allSettled();
      expect(recorded).to.have.length(21);
    });
  });

  it('are recorded as they come together, in few calls', async () => {
    const { recordEvents, recorded, calls } = recordingInMemory();
    const door = await world.door();
    await door.stop(1000);
    await Promise.all(Array.from({ length: 500 }, (_, n) => world.publish({ ...click, id: `c-${String(n)}` })));
    await world.door({ recordEvents });
    await world.allSettled();
    expect(recorded).to.have.length(500);
    expect(calls.length).to.be.lessThan(100);
  });
});
