import { expect } from 'chai';
import { withClosedBlock, withParkedAtOnce } from '../../../src/domain/capture/fold-record';
import { foldOutcome } from '../../../src/domain/capture/fold-outcome';
import { foldRedelivery } from '../../../src/domain/capture/fold-parked';
import { type Lane, newLane } from '../../../src/domain/capture/lane';
import { redeliveryBlocks } from '../../../src/domain/parked/redelivery-blocks';
import { oldestHeldIn } from '../../../src/domain/retention/oldest-held';
import { anOutcome } from '../../support/outcome-builder';
import { plainNames } from '../../support/search-log';

const empty = newLane({
  hook: 1,
  account: 1,
  status: 'active',
  settings: {
    packaging: 'one-by-one',
    policy: { maxAttempts: 4, firstDelayMs: 1, factor: 1, maxDelayMs: 1, jitter: 0 },
    circuit: 'off',
    ordering: { mode: 'none', onExhausted: 'park' },
    parallelism: 8,
  },
});
const context = { named: plainNames, moment: { now: 0, age: 0 } };

const captured = (lane: Lane, root: string, from: bigint, at = 1000): Lane =>
  withClosedBlock(lane, { id: root, hook: 1, from, to: from + 5n, n: 2, bytes: 2, revision: 0 }, at);
const answered = (lane: Lane, root: string, answer: 'parked' | 'delivered', indexes = [0, 1]): Lane =>
  foldOutcome(lane, anOutcome({ root, indexes, answer }), context);
const all = { after: -1n, capturedSince: 0 };

describe('What a lane holds back from retention', () => {
  it('is nothing when all is delivered', () => {
    expect(oldestHeldIn(answered(captured(empty, 'a', 40n), 'a', 'delivered'), all)).to.equal(null);
  });

  it('is the oldest event of a block with parked deliveries', () => {
    const both = answered(captured(captured(empty, 'a', 40n), 'b', 60n), 'b', 'parked');
    expect(oldestHeldIn(answered(both, 'a', 'delivered'), all)).to.equal(60n);
    expect(oldestHeldIn(answered(both, 'a', 'parked'), all)).to.equal(40n);
  });

  it('is an event that was parked at once', () => {
    const parked = { hook: 1, delivery: 'd', position: 70n, reason: 'field', parkedRevision: '0' };
    expect(oldestHeldIn(withParkedAtOnce(empty, parked), all)).to.equal(70n);
  });

  it('is a block that waits, as long as parked deliveries are kept and no longer', () => {
    const waiting = captured(empty, 'a', 40n, 1000);
    expect(oldestHeldIn(waiting, { after: -1n, capturedSince: 1000 })).to.equal(40n);
    expect(oldestHeldIn(waiting, { after: -1n, capturedSince: 1001 })).to.equal(null);
  });

  it('is a waiting block for as long as a delivery of it is parked', () => {
    const half = answered(captured(empty, 'a', 40n, 1000), 'a', 'parked', [0]);
    expect(oldestHeldIn(half, { after: -1n, capturedSince: 5000 })).to.equal(40n);
  });

  it('is nothing of what has gone already', () => {
    const parked = answered(captured(empty, 'a', 40n), 'a', 'parked');
    expect(oldestHeldIn(parked, { after: 39n, capturedSince: 0 })).to.equal(40n);
    expect(oldestHeldIn(parked, { after: 40n, capturedSince: 0 })).to.equal(null);
  });

  it('follows a delivery through a redelivery that parks again', () => {
    const parked = answered(captured(captured(empty, 'a', 40n), 'b', 60n), 'a', 'parked');
    const ref = { delivery: 'd', event: 'e', revision: 0, round: 1, from: 'parked' as const, bytes: 1 };
    const deliveries = [
      { ...ref, position: 45n, root: 'a', index: 1 },
      { ...ref, position: 40n, root: 'a', index: 0 },
    ];
    const asked = { type: 'RedeliveryAsked' as const, ask: 'ask', hook: 1, at: '', by: 'anna', deliveries };
    const blocks = redeliveryBlocks(plainNames)(asked);
    const again = foldRedelivery(parked, asked, { blocks, now: 0, at: 0 });
    const done = answered(answered(again, blocks[0]?.root ?? '', 'parked'), 'b', 'delivered');
    expect(oldestHeldIn(done, all)).to.equal(40n);
  });
});
