import { expect } from 'chai';
import { foldDiscard } from '../../../src/domain/capture/fold-parked';
import { withClosedBlock } from '../../../src/domain/capture/fold-record';
import { foldOutcome } from '../../../src/domain/capture/fold-outcome';
import { type Lane, newLane } from '../../../src/domain/capture/lane';
import { discardedByExpiry } from '../../../src/domain/parked/discarded-by-expiry';
import { type ParkedExpired } from '../../../src/domain/parked/parked-event';
import { expireParked } from '../../../src/domain/retention/expire-parked';
import { aParked, aRef } from '../../contracts/delivery-search.contract';
import { anOutcome } from '../../support/outcome-builder';
import { plainNames } from '../../support/search-log';

const AT = '2026-11-23T12:00:00.000Z';
const settings = {
  packaging: 'one-by-one',
  policy: { maxAttempts: 4, firstDelayMs: 1, factor: 1, maxDelayMs: 1, jitter: 0 },
  circuit: 'off',
  ordering: { mode: 'none', onExhausted: 'park' },
  parallelism: 8,
} as const;
const block = { id: 'a', hook: 1, from: 1n, to: 9n, n: 3, bytes: 3, revision: 3 };
const captured = withClosedBlock(newLane({ hook: 1, account: 1, status: 'active', settings }), block, 0);
const parked = (lane: Lane, indexes: ReadonlyArray<number>): Lane =>
  foldOutcome(lane, anOutcome({ root: 'a', indexes, answer: 'parked' }), {
    named: plainNames,
    moment: { now: 0, age: 0 },
  });
const entry = { hook: 1, deliveries: [0, 1, 2].map((index) => aParked(aRef('a', index))) };
const expiredPlaces = (expired: ParkedExpired | null): ReadonlyArray<number> | null =>
  expired?.deliveries.map(({ index }) => index) ?? null;

describe('Deliveries that were parked long ago', () => {
  it('expire while they are parked still, in a settled block and in one that waits', () => {
    expect(expiredPlaces(expireParked(parked(captured, [0, 1, 2]), entry, AT))).to.deep.equal([0, 1, 2]);
    expect(expiredPlaces(expireParked(parked(captured, [1]), entry, AT))).to.deep.equal([1]);
  });

  it('leave no expiry when none of them is', () => {
    expect(expireParked(captured, entry, AT)).to.equal(null);
  });

  it('are named without what they carried', () => {
    const expired = expireParked(parked(captured, [2]), entry, AT);
    expect(expired).to.deep.equal({ type: 'ParkedExpired', hook: 1, at: AT, deliveries: [aRef('a', 2)] });
  });

  it('count as discarded from then on, once', () => {
    const lane = parked(captured, [0, 1, 2]);
    const expired = expireParked(lane, entry, AT);
    const discarded = { deliveries: expired === null ? [] : discardedByExpiry(expired).deliveries };
    const after = foldDiscard(lane, discarded, plainNames);
    expect(after.counts).to.deep.include({ parked: 0, discarded: 3 });
    expect(foldDiscard(after, discarded, plainNames)).to.deep.equal(after);
  });
});
