import { dueAfter, type Moment } from '../delivery/circuit';
import { type DeliveryAnswers, type Outcome } from '../delivery/outcome';
import { waitAfter } from '../delivery/retry-policy';
import { leftOverId } from '../block/ids';
import { type NamedUuid } from '../shared/named-uuid';
import { lookup, put, without } from '../shared/table';
import { type Counts, type Lane } from './lane';
import { withEndpoint } from './endpoint-after';
import { settleBy, type Tally } from './settle-member';
import { type Member, membersOf, oldestIn, type SettledBlock, type WaitingBlock } from './waiting-block';

const KEPT_DISCARDED = 128;

export interface FoldContext {
  readonly named: NamedUuid;
  readonly moment: Moment;
}

/** The lane after a worker's answer: what is settled counts, what is left waits for its time (design 4). */
export const foldOutcome = (lane: Lane, outcome: Outcome, context: FoldContext): Lane => {
  const at = lane.blocks.findIndex((block) => block.root === outcome.root);
  const block = lane.blocks[at];
  const next = block === undefined ? foldLate(lane, outcome) : foldWaiting(lane, { block, at }, { outcome, context });
  return withEndpoint(next, outcome, context.moment);
};

const tallyOf = (
  counts: Counts,
  block: Pick<SettledBlock, 'parked' | 'discarded'>,
  members: ReadonlyArray<Member>,
): Tally => ({
  members: new Map(members.map((member) => [member.index, member])),
  parked: new Set(block.parked),
  discarded: new Set(block.discarded),
  counts,
});

const foldWaiting = (
  lane: Lane,
  { block, at }: { readonly block: WaitingBlock; readonly at: number },
  answered: { readonly outcome: Outcome; readonly context: FoldContext },
): Lane => {
  const whole = wholeDelivered(lane, block, answered.outcome);
  if (whole !== null) return without1(whole, at, block);
  const tally = tallyOf(lane.counts, block, membersOf(block));
  for (const answers of answered.outcome.answers) {
    settleBy(tally, answers);
    if (answers.answer === 'failed') postpone(tally, answers, { lane, block, ...answered });
    if (answers.answer === 'returned') nameOwners(tally, answers);
  }
  const settled = settledAs(tally, block.root, oldestIn(block));
  if (tally.members.size === 0) return keepSettled(without1({ ...lane, counts: tally.counts }, at, block), settled);
  const left = leftOver(block, { tally, settled }, answered);
  return { ...lane, counts: tally.counts, blocks: lane.blocks.map((one, place) => (place === at ? left : one)) };
};

/** The common case, without a tally: a fresh block, delivered whole. */
const wholeDelivered = (lane: Lane, block: WaitingBlock, outcome: Outcome): Lane | null => {
  const [only] = outcome.answers;
  if (block.members !== null || outcome.answers.length !== 1 || only?.answer !== 'delivered') return null;
  if (only.indexes.length !== block.n) return null;
  return { ...lane, counts: { ...lane.counts, delivered: lane.counts.delivered + block.n } };
};

const without1 = (lane: Lane, at: number, block: WaitingBlock): Lane => ({
  ...lane,
  blocks: lane.blocks.length === 1 ? [] : [...lane.blocks.slice(0, at), ...lane.blocks.slice(at + 1)],
  bytes: lane.bytes - block.bytes,
});

const settledAs = (tally: Tally, root: string, oldest: bigint): SettledBlock => ({
  root,
  parked: [...tally.parked],
  discarded: [...tally.discarded],
  oldest,
});

/** Settled, but with parked or discarded deliveries: remembered for redelivery and for late answers. */
export const keepSettled = (lane: Lane, settled: SettledBlock): Lane => {
  if (settled.parked.length > 0) {
    return { ...lane, parkedBlocks: put(lane.parkedBlocks, settled.root, settled) };
  }
  if (settled.discarded.length === 0) return lane;
  return { ...lane, discardedBlocks: [...lane.discardedBlocks, settled].slice(-KEPT_DISCARDED) };
};

const leftOver = (
  block: WaitingBlock,
  { tally, settled }: { readonly tally: Tally; readonly settled: SettledBlock },
  { outcome, context }: { readonly outcome: Outcome; readonly context: FoldContext },
): WaitingBlock => {
  const members = [...tally.members.values()];
  const turn = block.turn + 1;
  const shrunk = members.length !== membersOf(block).length;
  return {
    ...block,
    id: shrunk ? leftOverId(context.named, block.root, turn) : block.id,
    turn,
    members,
    parked: settled.parked,
    discarded: settled.discarded,
    publication: isAnsweredBy(block, outcome) ? null : block.publication,
  };
};

/** The answer to what lies on the bus; a repeat of the same turn is answered by either publication. */
const isAnsweredBy = (block: WaitingBlock, { publication, turn }: Outcome): boolean =>
  publication === block.publication || turn === block.turn;

/** Where in [0, 1) the jitter of this attempt falls: from the id, so that a rebuilt fold waits as long. */
const spread = (root: string, attempt: number): number =>
  ((Number.parseInt(root.slice(0, 6), 16) + attempt * 7_919) % 10_007) / 10_007;

const postpone = (
  tally: Tally,
  answers: DeliveryAnswers,
  {
    lane,
    block,
    outcome,
    context,
  }: {
    readonly lane: Lane;
    readonly block: WaitingBlock;
    readonly outcome: Outcome;
    readonly context: FoldContext;
  },
): void => {
  const { policy } = lane.settings;
  const attempt = countedAttempt(lane, outcome, answers);
  answers.indexes.forEach((index, place) => {
    const member = tally.members.get(index);
    if (member === undefined || answers.round < member.round) return;
    if (member.uncounted === true && attempt >= policy.maxAttempts) {
      tally.members.delete(index);
      return;
    }
    const waitMs = waitAfter(policy, Math.max(1, answers.attempt), spread(block.root, answers.attempt));
    tally.members.set(index, {
      ...member,
      ...ownerAt(answers, place),
      attempts: Math.max(member.attempts, attempt),
      dueAt: Math.max(member.dueAt, dueAfter(context.moment, waitMs)),
    });
  });
};

/** With the circuit on, an endpoint failure never spends the last attempt, and a probe's is no attempt at all. */
const countedAttempt = (lane: Lane, outcome: Outcome, answers: DeliveryAnswers): number => {
  if (lane.settings.circuit === 'off' || answers.kind !== 'endpoint') return answers.attempt;
  if (outcome.probe) return 0;
  return Math.min(answers.attempt, lane.settings.policy.maxAttempts - 1);
};

const ownerAt = (answers: DeliveryAnswers, place: number): { readonly owner?: string } => {
  const owner = answers.owners?.[place];
  return owner === undefined ? {} : { owner };
};

const nameOwners = (tally: Tally, answers: DeliveryAnswers): void => {
  if (answers.owners === undefined) return;
  answers.indexes.forEach((index, place) => {
    const member = tally.members.get(index);
    if (member !== undefined) tally.members.set(index, { ...member, ...ownerAt(answers, place) });
  });
};

/** An answer to a block that is settled already: only a stronger one changes anything. */
const foldLate = (lane: Lane, outcome: Outcome): Lane => {
  const settled =
    lookup(lane.parkedBlocks, outcome.root) ?? lane.discardedBlocks.find((one) => one.root === outcome.root);
  if (settled === undefined) return lane;
  const tally = tallyOf(lane.counts, settled, []);
  for (const answers of outcome.answers) settleBy(tally, answers);
  const others: Lane = {
    ...lane,
    counts: tally.counts,
    parkedBlocks: without(lane.parkedBlocks, outcome.root),
    discardedBlocks: lane.discardedBlocks.filter((one) => one.root !== outcome.root),
  };
  return keepSettled(others, settledAs(tally, settled.root, settled.oldest));
};
