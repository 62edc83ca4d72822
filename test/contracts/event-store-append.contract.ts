import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { MAX_APPEND_BYTES, type EventStore } from '../../src/application/ports/event-store';
import { anEvent, append, failureOf, idsOf, must, nonEmpty, readAll, someEvents } from '../support/event-store-steps';
import { newTag, type OpenEventStore } from '../support/event-store-harness';

export const itAppends = (open: OpenEventStore): void => {
  describe('appends', () => {
    let store: EventStore;
    let dispose: () => Promise<void>;
    let stream: string;
    beforeEach(async () => {
      ({ store, dispose } = await open());
      stream = `${newTag()}-1`;
    });
    afterEach(() => dispose());

    describe('what it is given', () => {
      it('keeps JSON, unicode and text that is no JSON exactly as given', async () => {
        const given = ['{"a": 1}', '{"name":"Zoë 😀 \\u0000"}', '["\u2028"]', '0'];
        await append(store, stream, nonEmpty(given.map((data) => anEvent({ data }))));
        expect((await readAll(store, stream)).events.map(({ data }) => data)).to.deep.equal(given);
      });

      it('keeps metadata, and its absence', async () => {
        await append(store, stream, [anEvent({ metadata: '{"by":"anna"}' }), anEvent()]);
        const [first, second] = (await readAll(store, stream)).events;
        expect(first?.metadata).to.equal('{"by":"anna"}');
        expect(second).not.to.have.property('metadata');
      });

      it('keeps id, type and stream, numbers from 0 and says when it recorded', async () => {
        const events = someEvents(3);
        await append(store, stream, events);
        const read = (await readAll(store, stream)).events;
        expect(idsOf(read)).to.deep.equal(idsOf(events));
        expect(read.map(({ revision }) => revision)).to.deep.equal([0n, 1n, 2n]);
        expect(new Set(read.map((event) => event.stream))).to.deep.equal(new Set([stream]));
        expect(read[0]?.type).to.equal('Clicked');
        expect(read[0]?.recordedAt).to.be.greaterThan(0);
      });

      it('answers with revision and position of the last event', async () => {
        const appended = await append(store, stream, someEvents(2));
        const last = (await readAll(store, stream)).events.at(-1);
        expect(appended).to.deep.equal({ revision: 1n, position: last?.position, repeated: false });
      });
    });

    describe('expecting no stream', () => {
      it('begins one', async () => {
        expect((await append(store, stream, someEvents(1), 'no-stream')).revision).to.equal(0n);
      });

      it('refuses when there is one, naming its last revision', async () => {
        await append(store, stream, someEvents(2));
        expect(await failureOf(store.append(stream, 'no-stream', someEvents(1)))).to.deep.equal({
          type: 'WrongExpectedRevision',
          stream,
          expected: 'no-stream',
          actual: 1n,
        });
      });
    });

    describe('expecting some stream', () => {
      it('goes on with one that exists', async () => {
        await append(store, stream, someEvents(1));
        expect((await append(store, stream, someEvents(1), 'stream-exists')).revision).to.equal(1n);
      });

      it('refuses when there is none', async () => {
        expect(await failureOf(store.append(stream, 'stream-exists', someEvents(1)))).to.deep.equal({
          type: 'WrongExpectedRevision',
          stream,
          expected: 'stream-exists',
          actual: 'no-stream',
        });
      });
    });

    describe('expecting a revision', () => {
      it('goes on from it', async () => {
        await append(store, stream, someEvents(2));
        expect((await append(store, stream, someEvents(1), 1n)).revision).to.equal(2n);
      });

      for (const [name, expected] of [
        ['stale', 0n],
        ['too high', 7n],
        ['beyond all numbers', 2n ** 63n - 1n],
      ] as const)
        it(`refuses one that is ${name} and writes nothing`, async () => {
          await append(store, stream, someEvents(2));
          const refusal = await failureOf(store.append(stream, expected, someEvents(1)));
          expect(refusal).to.deep.equal({ type: 'WrongExpectedRevision', stream, expected, actual: 1n });
          expect((await readAll(store, stream)).events).to.have.length(2);
        });

      it('refuses any on a stream that does not exist', async () => {
        const refusal = await failureOf(store.append(stream, 0n, someEvents(1)));
        expect(refusal).to.include({ type: 'WrongExpectedRevision', actual: 'no-stream' });
      });

      it('lets exactly one of concurrent writers win', async () => {
        await append(store, stream, someEvents(1));
        const writers = someEvents(8).map((event) => store.append(stream, 0n, [event])());
        const results = await Promise.all(writers);
        expect(results.filter(({ _tag }) => _tag === 'Right')).to.have.length(1);
        expect((await readAll(store, stream)).events).to.have.length(2);
      });
    });

    describe('several events', () => {
      it('are kept in their order, as a whole', async () => {
        const events = someEvents(500);
        await append(store, stream, events);
        expect(idsOf((await readAll(store, stream)).events)).to.deep.equal(idsOf(events));
      });

      it('are refused as a whole', async () => {
        await append(store, stream, someEvents(1));
        await failureOf(store.append(stream, 'no-stream', someEvents(5)));
        expect((await readAll(store, stream)).events).to.have.length(1);
      });
    });

    describe('in flight together', () => {
      it('all succeed, each in its stream and in the order of the calls', async () => {
        const streams = [`${stream}a`, `${stream}b`, `${stream}c`];
        const calls = Array.from({ length: 90 }, (_, index) => ({
          stream: streams[index % 3] ?? stream,
          event: anEvent(),
        }));
        await Promise.all(calls.map((call) => append(store, call.stream, [call.event])));
        for (const each of streams) {
          const expected = calls.filter((call) => call.stream === each).map(({ event }) => event);
          expect(idsOf((await readAll(store, each)).events)).to.deep.equal(idsOf(expected));
        }
      });

      it('do not take each other down when some are refused', async () => {
        const calls = Array.from({ length: 20 }, (_, index) =>
          store.append(`${stream}${String(index)}`, index % 2 === 0 ? 'no-stream' : 'stream-exists', someEvents(2))(),
        );
        const tags = (await Promise.all(calls)).map(({ _tag }) => _tag);
        expect(tags).to.deep.equal(tags.map((_, index) => (index % 2 === 0 ? 'Right' : 'Left')));
        expect((await readAll(store, `${stream}4`)).events).to.have.length(2);
        expect((await readAll(store, `${stream}5`)).exists).to.equal(false);
      });
    });

    describe('what no store may be asked', () => {
      const invalid = async (task: ReturnType<EventStore['append']>): Promise<void> => {
        expect(await failureOf(task)).to.have.property('type', 'InvalidAppend');
        expect((await readAll(store, stream)).exists).to.equal(false);
      };
      it('is refused: a negative revision', () => invalid(store.append(stream, -1n, someEvents(1))));
      it('is refused: a stream without a name', () => invalid(store.append('', 'any', someEvents(1))));
      it('is refused: an event without a type', () => invalid(store.append(stream, 'any', [anEvent({ type: '' })])));
      it('is refused: an id that is no UUID', () => invalid(store.append(stream, 'any', [anEvent({ id: '17' })])));
      it('is refused: text that UTF-8 cannot carry', () =>
        invalid(store.append(stream, 'any', [anEvent({ data: '"\ud800"' })])));
      it('is refused: no events', () => {
        const none: unknown = [];
        return invalid(store.append(stream, 'any', none as Parameters<EventStore['append']>[2]));
      });
      it('is refused: the same id twice, in whatever letters', () => {
        const id = randomUUID();
        return invalid(store.append(stream, 'any', [anEvent({ id }), anEvent({ id: id.toUpperCase() })]));
      });

      it('is refused: more bytes than the bound, and the store goes on', async () => {
        const data = `"${'é'.repeat(MAX_APPEND_BYTES / 2)}"`;
        const refusal = await failureOf(store.append(stream, 'any', [anEvent({ data })]));
        expect(refusal).to.deep.equal({ type: 'AppendTooLarge', bytes: MAX_APPEND_BYTES + 2, limit: MAX_APPEND_BYTES });
        expect(await must(store.append(stream, 'no-stream', someEvents(1)))).to.include({ revision: 0n });
      });
    });
  });
};
