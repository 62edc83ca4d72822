import { expect } from 'chai';
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
import { type SqliteHarness } from '../support/sqlite-event-store-harness';

/** What a store on a disk owes beyond the port: the same log after it was closed and opened again. */
export const itIsDurable = (open: () => SqliteHarness): void => {
  describe('closed and opened again', () => {
    let harness: SqliteHarness;
    beforeEach(() => {
      harness = open();
    });
    afterEach(() => harness.dispose());

    it('has every event, in the same order and places', async () => {
      for (const stream of ['a-1', 'b-1', 'a-1'])
        await append(harness.store, stream, someEvents(3, { metadata: '{"m":1}' }));
      const before = await readPrefixes(harness.store, [''], null);
      const reopened = await harness.reopen();
      expect(await readPrefixes(reopened, [''], null)).to.deep.equal(before);
      expect(before.events).to.have.length(9);
    });

    it('goes on with revisions and positions', async () => {
      const last = await append(harness.store, 'a-1', someEvents(3));
      const reopened = await harness.reopen();
      const next = await append(reopened, 'a-1', someEvents(1), last.revision);
      expect(next.revision).to.equal(3n);
      expect(next.position > last.position).to.equal(true);
    });

    it('still knows a repeat', async () => {
      const events = someEvents(3);
      const first = await append(harness.store, 'a-1', events);
      const reopened = await harness.reopen();
      expect(await append(reopened, 'a-1', events)).to.deep.equal({ ...first, repeated: true });
    });

    it('still hides what was deleted and truncated', async () => {
      await append(harness.store, 'a-1', someEvents(3));
      await append(harness.store, 'b-1', someEvents(3));
      await must(harness.store.deleteStream('a-1', 'any'));
      await must(harness.store.writeMetadata('b-1', { truncateBefore: 2n }));
      const reopened = await harness.reopen();
      expect((await readAll(reopened, 'a-1')).exists).to.equal(false);
      expect((await readAll(reopened, 'b-1')).events).to.have.length(1);
    });

    it('lets a subscriber go on after the last position it handled', async () => {
      await append(harness.store, 'a-1', someEvents(3));
      const subscription = harness.store.subscribe({ prefixes: ['a-'], after: null, ...ROOMY, maxCount: 2 });
      const handled = (await subscription.next())?.at(-1)?.position ?? null;
      const reopened = await harness.reopen();
      const events = someEvents(1);
      const resumed = take(reopened.subscribe({ prefixes: ['a-'], after: handled, ...ROOMY }), 2);
      await append(reopened, 'a-1', events);
      expect((await resumed).map(({ revision }) => revision)).to.deep.equal([2n, 3n]);
    });

    it('has written what was under way when it was closed', async () => {
      const events = someEvents(50);
      const underWay = events.map((event) => harness.store.append('a-1', 'any', [event])());
      const reopened = await harness.reopen();
      expect((await Promise.all(underWay)).every(({ _tag }) => _tag === 'Right')).to.equal(true);
      expect(idsOf((await readAll(reopened, 'a-1')).events)).to.deep.equal(idsOf(events));
    });
  });

  describe('closed', () => {
    it('answers so, ends subscriptions, and may be closed twice', async () => {
      const harness = open();
      await append(harness.store, 'a-1', someEvents(1));
      const subscription = harness.store.subscribe({ prefixes: ['b-'], after: null, ...ROOMY });
      const next = subscription.next();
      await harness.store.close();
      expect(await next).to.equal(null);
      expect(await failureOf(harness.store.append('a-1', 'any', someEvents(1)))).to.deep.equal({
        type: 'EventStoreUnavailable',
        retryable: false,
        outcome: 'not-written',
        detail: 'The event store is closed.',
      });
      expect((await failureOf(harness.store.lastPosition())).type).to.equal('EventStoreUnavailable');
      await harness.dispose();
    });
  });

  describe('open in one process', () => {
    it('is refused to another, who is told what to do, and free again once closed', async () => {
      const harness = open();
      await must(harness.store.ready);
      const rival = harness.rival();
      const refusal = await failureOf(rival.ready);
      expect(refusal).to.include({ type: 'EventStoreUnavailable', outcome: 'not-written' });
      expect(refusal.detail).to.match(/^Another process has the log .*log\.db open\. Stop it first, or give this one/);
      await harness.store.close();
      await must(rival.ready);
      await rival.close();
      await harness.dispose();
    });
  });
};
