import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type AccountCount, type EventCounts } from '../../src/application/ports/event-counts';

export interface EventCountsHarness {
  readonly counts: EventCounts;
  readonly dispose: () => Promise<void>;
}

const clicks = (day: string, n: number, more: Partial<AccountCount> = {}): AccountCount => ({
  account: 23,
  day,
  type: 'click',
  database: '50',
  n,
  ...more,
});

/** Every index of events by day runs this suite. */
export const itBehavesLikeEventCounts = (open: () => Promise<EventCountsHarness>): void => {
  describe('behaves like an index of events by day', () => {
    let harness: EventCountsHarness;
    beforeEach(async () => {
      harness = await open();
    });
    afterEach(() => harness.dispose());

    it('is empty at first', async () => {
      expect(await harness.counts.position()()).to.deep.equal(E.right(null));
      expect(await harness.counts.between(23, '1970-01-01', '2026-12-31')()).to.deep.equal(E.right([]));
    });

    it('adds up what it is given, and knows how far it has come', async () => {
      await harness.counts.add([clicks('2026-10-01', 2), clicks('2026-10-02', 1)], 7n)();
      await harness.counts.add([clicks('2026-10-01', 3)], 9_007_199_254_740_993n)();
      expect(await harness.counts.position()()).to.deep.equal(E.right(9_007_199_254_740_993n));
      expect(await harness.counts.between(23, '2026-10-01', '2026-10-02')()).to.deep.equal(
        E.right([
          { day: '2026-10-01', type: 'click', database: '50', n: 5 },
          { day: '2026-10-02', type: 'click', database: '50', n: 1 },
        ]),
      );
    });

    it('keeps accounts, days, types and databases apart', async () => {
      const others = [
        clicks('2026-10-01', 9, { account: 24 }),
        clicks('2026-09-30', 9),
        clicks('2026-10-02', 9),
        clicks('2026-10-01', 4, { type: 'open' }),
        clicks('2026-10-01', 5, { database: '' }),
      ];
      await harness.counts.add([clicks('2026-10-01', 1), ...others], 1n)();
      const found = await harness.counts.between(23, '2026-10-01', '2026-10-01')();
      expect(E.isRight(found) ? found.right.map(({ n }) => n) : []).to.have.members([1, 4, 5]);
    });

    it('forgets everything when it is cleared', async () => {
      await harness.counts.add([clicks('2026-10-01', 1)], 1n)();
      await harness.counts.clear()();
      expect(await harness.counts.position()()).to.deep.equal(E.right(null));
      expect(await harness.counts.between(23, '2026-10-01', '2026-10-01')()).to.deep.equal(E.right([]));
    });
  });
};
