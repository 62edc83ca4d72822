import { expect } from 'chai';
import * as fc from 'fast-check';
import { type AnswerKind, type Outcome } from '../../../src/domain/delivery/outcome';
import { type HookChange, foldHook } from '../../../src/domain/capture/fold-hook';
import { type Lane, waitingOf } from '../../../src/domain/capture/lane';
import { withBehindMove, withClosedBlock } from '../../../src/domain/capture/fold-record';
import { aClosedBlock, aLane, answered, answerTo, NOW, someSettings } from './lanes';

const KINDS: ReadonlyArray<AnswerKind> = ['delivered', 'discarded', 'parked', 'failed', 'returned'];
const ROOTS = ['a', 'b', 'c'];
const SIZE = 4;

const outcomes: fc.Arbitrary<Outcome> = fc
  .record({
    root: fc.constantFrom(...ROOTS),
    turn: fc.nat(3),
    said: fc.array(
      fc.record({
        answer: fc.constantFrom(...KINDS),
        indexes: fc.uniqueArray(fc.nat(SIZE - 1), { minLength: 1 }),
        attempt: fc.nat(5),
        kind: fc.constantFrom('endpoint' as const, 'message' as const),
      }),
      { maxLength: 4 },
    ),
    streak: fc.record({ failures: fc.nat(6), broken: fc.boolean() }),
    probe: fc.boolean(),
    gone: fc.boolean(),
    restMs: fc.nat(100_000),
  })
  .map(({ root, said, ...parts }) => answerTo(root, said, parts));

type Step = (lane: Lane) => Lane;

const CHANGES: ReadonlyArray<HookChange> = [
  'changed',
  'activated',
  'suspended',
  'resumed',
  'resumed-skipping',
  'deactivated',
  'deleted',
  'secret-rotated',
];

const steps: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: outcomes.map(
      (outcome): Step =>
        (lane) =>
          answered(lane, outcome),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({ change: fc.constantFrom(...CHANGES), position: fc.bigInt(0n, 99n) }).map(
      ({ change, position }): Step =>
        (lane) =>
          foldHook(lane, { hook: 1, account: 1, position, change, settings: someSettings() }, NOW),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat(5).map(
      (skipped): Step =>
        (lane) =>
          withBehindMove(lane, { hook: 1, after: 40n, skipped }, 0),
    ),
  },
);

const threeBlocks = ROOTS.reduce((lane, root) => withClosedBlock(lane, aClosedBlock(root, SIZE), 0), aLane());

const isExact = (lane: Lane): boolean => {
  const { captured, delivered, parked, discarded } = lane.counts;
  const waiting = waitingOf(lane);
  return (
    captured === delivered + parked + discarded + waiting &&
    [delivered, parked, discarded, waiting].every((count) => count >= 0)
  );
};

describe('The sum of a hook', () => {
  it('is exact after any history whatever', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 30 }), (history) => {
        let lane = threeBlocks;
        for (const step of history) {
          lane = step(lane);
          if (!isExact(lane)) return false;
        }
        return lane.bytes === lane.blocks.reduce((sum, block) => sum + block.bytes, 0);
      }),
    );
  });

  it('lets the strongest answer win, whatever the order of arrival', () => {
    const strength: { readonly [kind in AnswerKind]: number } = {
      delivered: 4,
      discarded: 3,
      parked: 2,
      failed: 1,
      returned: 0,
    };
    const one = withClosedBlock(aLane(), aClosedBlock('a', 1), 0);
    const kinds = fc.array(fc.constantFrom(...KINDS), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(kinds, (told) => {
        const lane = answered(one, ...told.map((answer) => answerTo('a', [{ answer, kind: 'message' }])));
        const [strongest = 'returned'] = told.toSorted((x, y) => strength[y] - strength[x]);
        const total = strongest === 'failed' || strongest === 'returned' ? waitingOf(lane) : lane.counts[strongest];
        expect(total, told.join(' ')).to.equal(1);
      }),
    );
  });
});
