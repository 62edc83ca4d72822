import { expect } from 'chai';
import * as fc from 'fast-check';
import { readLane, storeLane } from '../../../src/application/codecs/lane-codec';
import { portions } from '../../../src/application/codecs/snapshot-codec';
import { type StoredLane } from '../../../src/application/codecs/snapshot-shapes';
import { type Lane } from '../../../src/domain/capture/lane';
import { takenOffBus } from '../../../src/domain/capture/schedule';
import { withBehindMove, withOpenBlock, withParkedAtOnce } from '../../../src/domain/capture/fold-record';
import { entriesOf } from '../../../src/domain/shared/table';
import { aLane, answered, answerTo, NOW, onBus, withBlocks } from '../../domain/capture/lanes';

const asText = (stored: StoredLane): StoredLane => JSON.parse(JSON.stringify(stored)) as StoredLane;

const readBack = (lane: Lane, { now, passed }: { readonly now: number; readonly passed: number }): Lane =>
  readLane(asText(storeLane(lane, NOW)), lane, { now, passed });

const plain = (lane: Lane): object => ({
  ...takenOffBus(lane),
  parkedBlocks: [...entriesOf(lane.parkedBlocks)].sort(),
});

/** Lanes after answers of every kind, with everything a lane can hold. */
const lanes: fc.Arbitrary<Lane> = fc
  .array(
    fc.record({
      root: fc.constantFrom('a', 'b', 'c'),
      answer: fc.constantFrom(
        'delivered' as const,
        'discarded' as const,
        'parked' as const,
        'failed' as const,
        'returned' as const,
      ),
      indexes: fc.uniqueArray(fc.nat(2), { minLength: 1 }),
      failures: fc.nat(5),
    }),
    { maxLength: 12 },
  )
  .map((told) =>
    told.reduce<Lane>(
      (lane, { root, answer, indexes, failures }) =>
        answered(
          lane,
          answerTo(root, [{ answer, indexes, kind: 'message' }], {
            streak: { failures, broken: false },
            restMs: failures * 1000,
          }),
        ),
      withBlocks(aLane(), 3, 3, 3),
    ),
  );

describe('A lane read back from a snapshot', () => {
  it('is the lane as it was, besides what lies on the bus', () => {
    fc.assert(
      fc.property(lanes, (lane) => {
        expect(plain(readBack(lane, { now: NOW, passed: 0 }))).to.deep.equal(plain(lane));
      }),
    );
  });

  it('has its open block, its stretch behind and what was parked at once', () => {
    const open = withOpenBlock(aLane(), { hook: 1, from: 3n, n: 2, openedAt: 8 });
    const behind = withBehindMove(aLane(), { hook: 1, after: 2n ** 60n, skipped: 0 }, 9);
    const parked = withParkedAtOnce(aLane(), { hook: 1, delivery: 'd', position: 4n, reason: '', parkedRevision: '0' });
    for (const lane of [open, behind, parked, { ...behind, behind: { after: 1n, since: 2, skipTo: 3n } }]) {
      expect(plain(readBack(lane, { now: NOW, passed: 0 }))).to.deep.equal(plain(lane));
    }
  });

  it('goes on waiting on the clock of the new process, less what has passed', () => {
    const waits = answered(onBus(withBlocks(aLane(), 1), 'a'), answerTo('a', [{ answer: 'failed', kind: 'message' }]));
    expect(readBack(waits, { now: 50, passed: 400 }).blocks[0]?.members?.[0]?.dueAt).to.equal(650);
    expect(readBack(waits, { now: 50, passed: 9_999 }).blocks[0]?.members?.[0]?.dueAt).to.equal(50);
  });
});

describe('The parts of a snapshot', () => {
  const lane = storeLane(withBlocks(aLane(), 1, 1, 1), 0);

  it('are one even when there is no lane', () => {
    expect(portions([])).to.deep.equal([[]]);
  });

  it('stay below 512 KiB each, and lose no lane', () => {
    const many = Array.from({ length: 3000 }, (_, hook) => ({ ...lane, hook }));
    const parts = portions(many);
    expect(parts.length).to.be.above(1);
    for (const part of parts) expect(JSON.stringify(part).length).to.be.below(512 * 1024);
    expect(parts.flat().map(({ hook }) => hook)).to.deep.equal(many.map(({ hook }) => hook));
  });
});
