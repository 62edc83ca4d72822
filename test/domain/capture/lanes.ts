import { type Lane, type LaneSettings, newLane } from '../../../src/domain/capture/lane';
import { type Member, type WaitingBlock } from '../../../src/domain/capture/waiting-block';
import { type ClosedBlock } from '../../../src/domain/capture/capture-record';
import { type DeliveryAnswers, type Outcome } from '../../../src/domain/delivery/outcome';
import { foldOutcome } from '../../../src/domain/capture/fold-outcome';
import { withClosedBlock } from '../../../src/domain/capture/fold-record';
import { anOutcome } from '../../support/outcome-builder';
import { plainNames } from '../../support/search-log';

export const NOW = 100_000;

export const someSettings = (parts: Partial<LaneSettings> = {}): LaneSettings => ({
  packaging: 'one-by-one',
  policy: { maxAttempts: 3, firstDelayMs: 1000, factor: 2, maxDelayMs: 60_000, jitter: 0 },
  circuit: 'on',
  ordering: { mode: 'none', onExhausted: 'suspend' },
  parallelism: 2,
  ...parts,
});

/** The lane of an active hook 1 that has been answered before. */
export const aLane = (settings: Partial<LaneSettings> = {}, parts: Partial<Lane> = {}): Lane => ({
  ...newLane({ hook: 1, account: 1, status: 'active', settings: someSettings(settings) }),
  proven: true,
  ...parts,
});

export const aClosedBlock = (id: string, n: number, parts: Partial<ClosedBlock> = {}): ClosedBlock => ({
  id,
  hook: 1,
  from: 10n,
  to: 20n,
  n,
  bytes: 100,
  revision: 0,
  ...parts,
});

/** Blocks of that many deliveries, named a, b, c and so on. */
export const withBlocks = (lane: Lane, ...sizes: ReadonlyArray<number>): Lane =>
  sizes.reduce((next, n, at) => withClosedBlock(next, aClosedBlock('abcdefgh'.charAt(at), n), 5), lane);

export const onBus = (lane: Lane, ...roots: ReadonlyArray<string>): Lane => ({
  ...lane,
  blocks: lane.blocks.map((block) =>
    roots.includes(block.root) ? { ...block, publication: `0.${block.root}` } : block,
  ),
});

export const aMember = (index: number, parts: Partial<Member> = {}): Member => ({
  index,
  attempts: 0,
  round: 0,
  dueAt: 0,
  ...parts,
});

export const blockOf = (lane: Lane, root: string): WaitingBlock => {
  const block = lane.blocks.find((one) => one.root === root);
  if (block === undefined) throw new Error(`no block ${root} waits`);
  return block;
};

type Said = Partial<DeliveryAnswers> & Pick<DeliveryAnswers, 'answer'>;

export const says = (said: Said): DeliveryAnswers => ({
  indexes: [0],
  round: 0,
  attempt: said.answer === 'returned' || said.answer === 'discarded' ? 0 : 1,
  ...said,
});

/** An answer to what lies on the bus of the root. */
export const answerTo = (root: string, said: ReadonlyArray<Said>, parts: Partial<Outcome> = {}): Outcome => ({
  ...anOutcome({ root }),
  publication: `0.${root}`,
  answers: said.map(says),
  streak: { failures: 0, broken: true },
  ...parts,
});

export const answered = (lane: Lane, ...outcomes: ReadonlyArray<Outcome>): Lane =>
  outcomes.reduce(
    (next, outcome) => foldOutcome(next, outcome, { named: plainNames, moment: { now: NOW, age: 0 } }),
    lane,
  );
