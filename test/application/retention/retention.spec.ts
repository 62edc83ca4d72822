import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { inMemoryEventStore } from '../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { sqliteEventStore } from '../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { type ClosableEventStore, type EventStore } from '../../../src/application/ports/event-store';
import { CAPTURES, outcomesStream } from '../../../src/application/streams';
import { laneOf } from '../../../src/domain/capture/capture-state';
import { aParked, aRef } from '../../contracts/delivery-search.contract';
import { fixedClock, type FixedClock } from '../../support/fixed-clock';
import { DAY_MS, type KeptLog, keptLog } from '../../support/kept-log';
import { anOutcome } from '../../support/outcome-builder';
import { rebuiltSearch } from '../../support/rebuilt-search';
import { lanesOf } from '../../support/restored-fold';
import { newFolder } from '../../support/sqlite-event-store-harness';
import { waitUntil } from '../../support/wait-until';

const delivered = (root: string, n: number) =>
  anOutcome({ root, answer: 'delivered', indexes: Array.from({ length: n }, (_, index) => index) });

const stores: Readonly<
  Record<string, (clock: FixedClock) => { readonly store: ClosableEventStore; readonly remove: () => void }>
> = {
  'in memory': (clock) => ({ store: inMemoryEventStore({ now: clock.now }), remove: () => undefined }),
  'on SQLite': (clock) => {
    const { path, remove } = newFolder();
    return { store: sqliteEventStore({ path, now: clock.now }), remove };
  },
};

for (const [where, open] of Object.entries(stores))
  describe(`The engine's own streams ${where}`, () => {
    let store: ClosableEventStore;
    let remove: () => void;
    let log: KeptLog;
    beforeEach(async () => {
      const clock = fixedClock();
      ({ store, remove } = open(clock));
      log = await keptLog(store, clock);
    });
    afterEach(async () => {
      await store.close();
      remove();
    });

    const run = async (parts: Parameters<KeptLog['retention']>[0] = {}): Promise<void> => {
      expect(await (await log.retention(parts)).run()).to.equal(true);
    };
    const parkOne = async (root: string, parkedRevision = '0'): Promise<void> => {
      const deliveries = [aParked({ ...aRef(root, 0), position: 3n })];
      await log.park({ type: 'DeliveriesParked', hook: 1, at: new Date(log.clock.now()).toISOString(), deliveries });
      await log.answered(anOutcome({ root, answer: 'parked', indexes: [0], parkedRevision }));
    };
    /** Breaks off once the captures are cut. */
    const runHalf = async (): Promise<void> => {
      let writes = 0;
      const down = { type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: 'down' } as const;
      const writeMetadata: EventStore['writeMetadata'] = (stream, metadata) => {
        writes += 1;
        return writes > 1 ? TE.left(down) : store.writeMetadata(stream, metadata);
      };
      expect(await (await log.retention({ eventStore: { ...store, writeMetadata } })).run()).to.equal(false);
    };
    const truncateBefore = async (stream: string, of: EventStore = store): Promise<bigint | undefined> => {
      const metadata = await of.readMetadata(stream)();
      return E.isRight(metadata) ? metadata.right.truncateBefore : -1n;
    };

    describe('with a month behind a snapshot', () => {
      beforeEach(async () => {
        await log.captured('old', 2);
        await log.answered(delivered('old', 2));
        await log.answered(delivered('other', 1), 7);
        await log.snapshot();
        log.days(31);
        await log.captured('new', 3);
        await log.answered(delivered('new', 2));
      });

      it('begin at the snapshot, whichever shard an outcome is in', async () => {
        await run();
        expect(await log.streams()).to.deep.include({
          [CAPTURES]: ['CaptureSnapshotPart', 'PageCaptured', 'PageCaptured'],
          'outcomes-0': ['Outcomes'],
        });
        expect(await log.streams()).not.to.have.property('outcomes-7');
      });

      it('keep hooks and platform events for ever', async () => {
        const { 'hook-1': hooks, 'platformEvents-test': events } = await log.streams();
        await run();
        expect(await log.streams()).to.deep.include({ 'hook-1': hooks, 'platformEvents-test': events });
      });

      it('fold to the same', async () => {
        const before = await log.fold();
        await run();
        const after = await log.fold();
        expect(lanesOf(after)).to.deep.equal(lanesOf(before));
        expect(laneOf(after, 1)?.counts).to.deep.equal({ captured: 5, delivered: 4, parked: 0, discarded: 0 });
      });

      it('add up to the same, older totals taken from the snapshot, and the audit says so', async () => {
        const { note } = await log.audit();
        expect(note).to.contain('from its start');
        await run();
        const audited = await log.audit();
        expect(audited.recounted).to.deep.equal({ captured: 5, delivered: 4, parked: 0, discarded: 0, waiting: 1 });
        expect(audited).to.include({ agrees: true });
        expect(audited.note).to.contain('older than 2026-11-23T12:00:00.000Z').and.to.contain('the snapshot of then');
      });

      it('fill a search that knows what is left', async () => {
        await run();
        const search = await rebuiltSearch(store);
        expect(search.corrupt).to.deep.equal([]);
        expect(await search.countsOf(1, 1)).to.deep.equal({ waiting: 1, delivered: 2, parked: 0, discarded: 0 });
      });

      it('lose nothing that the search has not read', async () => {
        const streams = await log.streams();
        await run({ search: { position: () => TE.right(2n) } });
        await run({ search: { position: () => TE.right(null) } });
        expect(await log.streams()).to.deep.equal(streams);
      });

      it('are left alone while the search does not answer', async () => {
        const position = () => TE.left({ type: 'DeliverySearchUnavailable' as const, detail: 'closed' });
        expect(await (await log.retention({ search: { position } })).run()).to.equal(false);
        expect(await truncateBefore(CAPTURES)).to.equal(undefined);
      });

      it('go on being taken away after a crash between two of them', async () => {
        await runHalf();
        expect(await log.streams()).to.have.property('outcomes-7');
        expect((await log.audit()).agrees).to.equal(true);
        await run();
        expect(await log.streams()).not.to.have.property('outcomes-7');
        expect((await log.audit()).agrees).to.equal(true);
      });

      it('keep what an operator set on a stream beside it', async () => {
        await store.writeMetadata(outcomesStream(0), { maxCount: 1000 })();
        await run();
        const metadata = await store.readMetadata(outcomesStream(0))();
        expect(metadata).to.deep.equal(E.right({ maxCount: 1000, truncateBefore: 1n }));
      });

      it('are cut at the next snapshot once that is a month old', async () => {
        await run();
        const first = await truncateBefore(CAPTURES);
        await log.answered(anOutcome({ root: 'new', answer: 'delivered', indexes: [2] }));
        await log.snapshot();
        log.days(29);
        await run();
        expect(await truncateBefore(CAPTURES)).to.equal(first);
        log.days(2);
        await run();
        expect(await log.streams()).to.deep.include({ [CAPTURES]: ['CaptureSnapshotPart'] });
        expect((await log.audit()).recounted).to.deep.include({ captured: 5, delivered: 5 });
      });
    });

    describe('without a snapshot that is old enough', () => {
      it('are kept whole, however old', async () => {
        await log.captured('old', 2);
        await log.answered(delivered('old', 2));
        log.days(400);
        await log.snapshot();
        const streams = await log.streams();
        await run();
        expect(await log.streams()).to.deep.equal(streams);
      });
    });

    describe('with a parked delivery', () => {
      beforeEach(async () => {
        await log.captured('a', 1);
        await parkOne('a');
        await log.snapshot();
      });

      it('are kept from it on, so that a rebuilt search lists it', async () => {
        log.days(60);
        await run();
        expect(await truncateBefore(CAPTURES)).to.equal(undefined);
        expect((await (await rebuiltSearch(store)).countsOf(1, 1)).parked).to.equal(1);
      });

      it('begin at an older snapshot, also when it was parked before the newest', async () => {
        await log.captured('b', 1);
        const deliveries = [aParked({ ...aRef('b', 0), position: 11n })];
        await log.park({ type: 'DeliveriesParked', hook: 1, at: new Date(log.clock.now()).toISOString(), deliveries });
        await log.answered(anOutcome({ root: 'b', answer: 'parked', indexes: [0], parkedRevision: '1' }));
        await log.answered(anOutcome({ root: 'a', answer: 'delivered', indexes: [0] }));
        await log.snapshot();
        log.days(31);
        await run();
        expect((await log.streams())[CAPTURES]).to.deep.equal([
          'CaptureSnapshotPart',
          ...['PageCaptured', 'PageCaptured', 'PageCaptured', 'PageCaptured'],
          'CaptureSnapshotPart',
        ]);
      });

      it('count it as discarded after 90 days, in capture, audit and search alike', async () => {
        log.days(89);
        await run();
        expect(laneOf(await log.fold(), 1)?.counts).to.include({ parked: 1, discarded: 0 });
        log.days(2);
        await run();
        await log.answered(delivered('nobody', 1));
        expect(laneOf(await log.fold(), 1)?.counts).to.include({ captured: 1, parked: 0, discarded: 1 });
        expect(await log.audit()).to.deep.include({ agrees: true });
        expect(await (await rebuiltSearch(store)).countsOf(1, 1)).to.include({ parked: 0, discarded: 1 });
      });

      it('expire it once, and forget it then', async () => {
        log.days(91);
        await run();
        await log.answered(delivered('nobody', 1));
        await run();
        expect(await log.streams()).to.deep.include({
          'parked-1': ['ParkedExpired'],
          [CAPTURES]: ['CaptureSnapshotPart', 'PageCaptured'],
        });
        expect(await log.audit()).to.deep.include({ agrees: true });
      });

      it('expire nothing that was redelivered', async () => {
        const deliveries = [{ ...aRef('a', 0, 1), position: 3n, from: 'parked' as const, bytes: 1 }];
        await log.park({ type: 'RedeliveryAsked', ask: 'ask', hook: 1, at: '', by: 'anna', deliveries });
        await log.answered(anOutcome({ root: 'ask/redelivery:0', answer: 'delivered', indexes: [0], round: 1 }));
        log.days(91);
        await run();
        expect(laneOf(await log.fold(), 1)?.counts).to.include({ delivered: 1, parked: 0, discarded: 0 });
        expect((await log.streams())['parked-1']).not.to.include('ParkedExpired');
      });
    });

    describe('with a block that waits', () => {
      it('are kept from it on for as long as parked deliveries are, then its snapshot is enough', async () => {
        await log.captured('a', 2);
        await log.snapshot();
        log.days(80);
        await run();
        expect(await truncateBefore(CAPTURES)).to.equal(undefined);
        log.days(20);
        const before = lanesOf(await log.fold());
        await run();
        expect(await truncateBefore(CAPTURES)).to.equal(1n);
        expect(lanesOf(await log.fold())).to.deep.equal(before);
        expect((await log.audit()).recounted).to.include({ waiting: 2 });
      });
    });

    describe('cut at a snapshot with a block that is parked only later', () => {
      it('are taken away to the end, though the crash came in between', async () => {
        await log.answered(delivered('other', 1), 7);
        await log.captured('a', 1);
        await log.snapshot();
        log.days(100);
        await runHalf();
        await parkOne('a');
        expect(await log.streams()).to.have.property('outcomes-7');
        await run();
        expect(await log.streams()).not.to.have.property('outcomes-7');
        expect(await log.audit()).to.deep.include({ agrees: true });
      });
    });

    describe('while the engine serves', () => {
      beforeEach(async () => {
        await log.captured('old', 1);
        await log.answered(delivered('old', 1));
        await log.snapshot();
        log.days(31);
      });

      it('are looked at some minutes after the start, and every hour', async () => {
        const keeping = await log.retention();
        keeping.start();
        log.clock.advance(60_000);
        expect(await truncateBefore(CAPTURES)).to.equal(undefined);
        log.clock.advance(5 * 60_000);
        await waitUntil(async () => (await truncateBefore(CAPTURES)) !== undefined);
        await waitUntil(() => log.clock.waiting() === 1);
        await log.snapshot();
        log.clock.advance(31 * DAY_MS);
        await waitUntil(async () => (await truncateBefore(CAPTURES)) !== 2n);
        await keeping.stop();
      });

      it('are left alone from the stop on', async () => {
        const keeping = await log.retention();
        keeping.start();
        await keeping.stop();
        expect(log.clock.waiting()).to.equal(0);
      });
    });
  });
