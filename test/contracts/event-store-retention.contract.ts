import { expect } from 'chai';
import { type EventStore } from '../../src/application/ports/event-store';
import {
  append,
  failureOf,
  idsOf,
  must,
  readAll,
  readPrefixes,
  ROOMY,
  someEvents,
  take,
} from '../support/event-store-steps';
import { type EventStoreHarness, newTag, type OpenEventStore } from '../support/event-store-harness';

export const itForgets = (open: OpenEventStore): void => {
  describe('forgets', () => {
    let harness: EventStoreHarness;
    let store: EventStore;
    let tag: string;
    let stream: string;
    let before: bigint | null;
    beforeEach(async () => {
      harness = await open();
      store = harness.store;
      tag = newTag();
      stream = `${tag}-1`;
      before = await must(store.lastPosition());
    });
    afterEach(() => harness.dispose());

    const revisions = async (): Promise<ReadonlyArray<number>> =>
      (await readAll(store, stream)).events.map(({ revision }) => Number(revision));

    describe('a deleted stream', () => {
      beforeEach(async () => {
        await append(store, stream, someEvents(3));
        await must(store.deleteStream(stream, 2n));
      });

      it('reads as missing', async () => {
        expect(await readAll(store, stream)).to.deep.equal({ exists: false, events: [] });
      });

      for (const expected of ['no-stream', 'any', 2n] as const)
        it(`is reopened by an append expecting ${String(expected)}, and its revisions go on`, async () => {
          expect((await append(store, stream, someEvents(2), expected)).revision).to.equal(4n);
          expect(await revisions()).to.deep.equal([3, 4]);
        });

      it('is not there for an append that expects some stream', async () => {
        expect((await failureOf(store.append(stream, 'stream-exists', someEvents(1)))).type).to.equal(
          'WrongExpectedRevision',
        );
      });

      it('knows the append that reopened it when it is repeated', async function () {
        if (!harness.can.exactIds) this.skip();
        const events = someEvents(2);
        await append(store, stream, events, 'no-stream');
        expect(await append(store, stream, events, 'no-stream')).to.include({ revision: 4n, repeated: true });
      });

      it('cannot be deleted again', async () => {
        expect(await failureOf(store.deleteStream(stream, 'any'))).to.include({
          type: 'WrongExpectedRevision',
          actual: 'no-stream',
        });
      });

      it('is gone from ranges', async function () {
        if (!harness.can.hidesInRanges) this.skip();
        expect((await readPrefixes(store, [tag], before)).events).to.deep.equal([]);
        const events = someEvents(1);
        await append(store, stream, events);
        expect(idsOf((await readPrefixes(store, [tag], before)).events)).to.deep.equal(idsOf(events));
      });
    });

    it('refuses to delete at a stale revision', async () => {
      await append(store, stream, someEvents(3));
      expect(await failureOf(store.deleteStream(stream, 1n))).to.deep.equal({
        type: 'WrongExpectedRevision',
        stream,
        expected: 1n,
        actual: 2n,
      });
      expect(await revisions()).to.deep.equal([0, 1, 2]);
    });

    it('refuses to delete what is missing, or by a negative revision', async () => {
      expect(await failureOf(store.deleteStream(stream, 'any'))).to.include({
        type: 'WrongExpectedRevision',
        actual: 'no-stream',
      });
      expect((await failureOf(store.deleteStream(stream, -1n))).type).to.equal('InvalidAppend');
    });

    it('keeps metadata as written, also before the first event, and none reads as empty', async () => {
      expect(await must(store.readMetadata(stream))).to.deep.equal({});
      const metadata = { maxCount: 5, maxAgeSeconds: 60, truncateBefore: 2n };
      await must(store.writeMetadata(stream, metadata));
      expect(await must(store.readMetadata(stream))).to.deep.equal(metadata);
      expect((await readAll(store, stream)).exists).to.equal(false);
      expect((await append(store, stream, someEvents(1), 'no-stream')).revision).to.equal(0n);
    });

    it('replaces metadata as a whole', async () => {
      await must(store.writeMetadata(stream, { maxCount: 5, truncateBefore: 1n }));
      await must(store.writeMetadata(stream, { maxAgeSeconds: 9 }));
      expect(await must(store.readMetadata(stream))).to.deep.equal({ maxAgeSeconds: 9 });
    });

    it('all but the newest events of a stream with a maximum, at once and from then on', async () => {
      await append(store, stream, someEvents(5));
      await must(store.writeMetadata(stream, { maxCount: 2 }));
      expect(await revisions()).to.deep.equal([3, 4]);
      await append(store, stream, someEvents(1), 4n);
      expect(await revisions()).to.deep.equal([4, 5]);
    });

    it('what lies below a truncation, in both directions', async () => {
      await append(store, stream, someEvents(5));
      await must(store.writeMetadata(stream, { truncateBefore: 3n }));
      expect(await revisions()).to.deep.equal([3, 4]);
      const page = await must(store.readStream(stream, { direction: 'backwards', from: 3n, maxCount: 10 }));
      expect(page.events.map(({ revision }) => revision)).to.deep.equal([3n]);
    });

    it('nothing of a stream that is truncated at its end but what comes later', async () => {
      await append(store, stream, someEvents(2));
      await must(store.writeMetadata(stream, { truncateBefore: 2n }));
      expect(await revisions()).to.deep.equal([]);
      expect((await append(store, stream, someEvents(1))).revision).to.equal(2n);
      expect(await revisions()).to.deep.equal([2]);
    });

    it('what is older than the maximal age', async function () {
      if (harness.passTime === undefined) this.skip();
      await append(store, stream, someEvents(2));
      await must(store.writeMetadata(stream, { maxAgeSeconds: 60 }));
      harness.passTime(40_000);
      await append(store, stream, someEvents(1));
      expect(await revisions()).to.deep.equal([0, 1, 2]);
      harness.passTime(20_000);
      expect(await revisions()).to.deep.equal([2]);
    });

    it('in ranges, subscriptions and by id as in streams', async function () {
      if (!harness.can.hidesInRanges) this.skip();
      const events = someEvents(4);
      await append(store, stream, events);
      const kept = someEvents(1);
      await append(store, `${tag}-2`, kept);
      await must(store.writeMetadata(stream, { truncateBefore: 3n }));
      const expected = [...idsOf(events.slice(3)), ...idsOf(kept)];
      expect(idsOf((await readPrefixes(store, [`${tag}-`], before)).events)).to.deep.equal(expected);
      expect(idsOf(await must(store.find(idsOf([...events, ...kept]))))).to.deep.equal(expected);
      const subscription = store.subscribe({ prefixes: [`${tag}-`], after: before, ...ROOMY });
      expect(idsOf(await take(subscription, 2))).to.deep.equal(expected);
      subscription.close();
    });

    it('what a subscription has not come to yet', async function () {
      if (!harness.can.hidesInRanges) this.skip();
      const { position } = await append(store, `${tag}-2`, someEvents(1));
      const subscription = store.subscribe({ prefixes: [`${tag}-`], after: position, ...ROOMY });
      await append(store, stream, someEvents(2));
      await must(store.deleteStream(stream, 'any'));
      await append(store, `${tag}-3`, someEvents(2));
      await must(store.writeMetadata(`${tag}-3`, { truncateBefore: 1n }));
      const received = await take(subscription, 1);
      expect(received.map((event) => [event.stream, event.revision])).to.deep.equal([[`${tag}-3`, 1n]]);
      subscription.close();
    });

    it('long stretches without ending the page that lies behind them', async function () {
      if (!harness.can.hidesInRanges) this.skip();
      for (let page = 0; page < 3; page += 1) await append(store, stream, someEvents(900));
      const kept = someEvents(1);
      await append(store, `${tag}-2`, kept);
      await must(store.writeMetadata(stream, { truncateBefore: 2700n }));
      expect(idsOf((await readPrefixes(store, [`${tag}-`], before)).events)).to.deep.equal(idsOf(kept));
    });
  });
};
