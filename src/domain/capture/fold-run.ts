import { type Moment } from '../delivery/circuit';
import { type AnswerKind, type Outcome } from '../delivery/outcome';
import { evolve } from '../export-run/evolve';
import { type ExportRunEvent } from '../export-run/export-run-event';
import { type NamedUuid } from '../shared/named-uuid';
import { entriesOf, lookup, put, without } from '../shared/table';
import { leftOverId } from '../block/ids';
import { discardWaiting, foldHook, type HookFact } from './fold-hook';
import { foldOutcome } from './fold-outcome';
import { withClosedBlock, withParkedAtOnce } from './fold-record';
import { type RunLane } from './run-lane';
import { type RunBlock, type RunCaptured, sumOfTallies } from './run-record';
import { type WaitingBlock } from './waiting-block';

/** A later event of the run, in the order of the log. */
export const withRunEvent = (lane: RunLane, event: ExportRunEvent, position: bigint): RunLane => {
  const run = evolve(lane.run, event);
  if (run.status === 'absent' || run === lane.run) return lane;
  const next = { ...lane, run, stamp: position };
  if (event.type === 'ExportRunResumed') return { ...next, parkedInARow: 0, deliveredAny: false };
  return event.type === 'ExportRunAborted' ? { ...next, lane: discardWaiting(lane.lane, position) } : next;
};

/** What a change of the hook is to a run: the new settings, and attempts anew. What becomes of the run is the run's to say. */
const CHANGE_OF_RUN: { readonly [change in HookFact['change']]: HookFact['change'] } = {
  created: 'created',
  changed: 'changed',
  activated: 'resumed',
  suspended: 'suspended',
  resumed: 'resumed',
  'resumed-skipping': 'resumed',
  deactivated: 'deactivated',
  deleted: 'deactivated',
  'secret-rotated': 'secret-rotated',
};

export const withHookOfRun = (run: RunLane, fact: HookFact, now: number): RunLane => ({
  ...run,
  lane: foldHook(run.lane, { ...fact, change: CHANGE_OF_RUN[fact.change] }, now),
});

export const withRunCaptured = (run: RunLane, page: RunCaptured): RunLane => {
  let { lane } = run;
  for (const block of page.blocks) lane = withBlockOfDay(lane, block, { at: page.at, revision: run.run.hookRevision });
  for (const parked of page.parked) lane = withParkedAtOnce(lane, { ...parked, hook: lane.hook, position: 0n });
  return {
    ...run,
    lane,
    cursor: page.cursor,
    tally: sumOfTallies(run.tally, page.tally),
    parkedInARow: run.parkedInARow + page.parked.length,
  };
};

const withBlockOfDay = (
  lane: RunLane['lane'],
  { day, from, to, only, ...block }: RunBlock,
  { at, revision }: { readonly at: number; readonly revision: number },
): RunLane['lane'] => {
  const closed = withClosedBlock(lane, { ...block, hook: lane.hook, from, to, revision }, at);
  const source = { kind: 'day', day, from, to, ...(only === undefined ? {} : { only }) } as const;
  return {
    ...closed,
    blocks: closed.blocks.map((one) => (one.root === block.id ? { ...one, source } : one)),
  };
};

export interface RunFoldContext {
  readonly named: NamedUuid;
  readonly moment: Moment;
}

/** The run after a worker's answer; what it says of the endpoint is the hook's lane to fold. */
export const foldRunOutcome = (run: RunLane, outcome: Outcome, context: RunFoldContext): RunLane => {
  const block = run.lane.blocks.find(({ root }) => root === outcome.root);
  const lane = foldOutcome(run.lane, outcome, context);
  if (block === undefined) return { ...run, lane };
  return { ...run, lane, ...streakAfter(run, outcome), kept: keptAfter(run, lane, block) };
};

/** Parked ones in the order of the block, up to the last that arrived. */
const streakAfter = (run: RunLane, { answers }: Outcome): Pick<RunLane, 'parkedInARow' | 'deliveredAny'> => {
  let { parkedInARow, deliveredAny } = run;
  for (const answer of inOrder(answers)) {
    if (answer === 'parked') parkedInARow += 1;
    if (answer !== 'delivered') continue;
    parkedInARow = 0;
    deliveredAny = true;
  }
  return { parkedInARow, deliveredAny };
};

const inOrder = (answers: Outcome['answers']): ReadonlyArray<AnswerKind> => {
  const [only] = answers;
  if (answers.length === 1 && only !== undefined) return only.indexes.map(() => only.answer);
  return answers
    .flatMap(({ indexes, answer }) => indexes.map((index) => ({ index, answer })))
    .sort((one, other) => one.index - other.index)
    .map(({ answer }) => answer);
};

/** Redelivery makes it wait again: same deliveries, same bytes. */
const keptAfter = (run: RunLane, lane: RunLane['lane'], block: WaitingBlock): RunLane['kept'] => {
  const isSettled = !lane.blocks.some(({ root }) => root === block.root);
  return isSettled && lookup(lane.parkedBlocks, block.root) !== undefined ? put(run.kept, block.root, block) : run.kept;
};

export interface RunRedelivery {
  readonly by: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** All that are parked, and were ever shaped, wait again at the head of the lane: a new round with the same ids. */
export const foldRunRedelivery = (run: RunLane, asked: RunRedelivery, named: NamedUuid): RunLane => {
  const lastFirst = [...entriesOf(run.kept)].sort(([, one], [, other]) => (isBefore(one, other) ? 1 : -1));
  const redelivered = lastFirst.reduce(
    (next, [root, block]) => withRedelivered(next, { root, block }, { ...asked, named }),
    run,
  );
  return { ...redelivered, parkedInARow: 0 };
};

const isBefore = ({ source: one }: WaitingBlock, { source: other }: WaitingBlock): boolean => {
  if (one.kind !== 'day' || other.kind !== 'day') return false;
  return one.day === other.day ? one.from < other.from : one.day < other.day;
};

const withRedelivered = (
  run: RunLane,
  { root, block }: { readonly root: string; readonly block: WaitingBlock },
  { by, at, named }: RunRedelivery & { readonly named: NamedUuid },
): RunLane => {
  const { lane } = run;
  const settled = lookup(lane.parkedBlocks, root);
  const kept = without(run.kept, root);
  if (settled === undefined || settled.parked.length === 0) return { ...run, kept };
  const turn = block.turn + 2;
  const round = 1 + Math.max(0, ...(block.members ?? []).map((member) => member.round));
  const again: WaitingBlock = {
    ...block,
    id: leftOverId(named, root, turn),
    turn,
    members: settled.parked.map((index) => ({ index, attempts: 0, round, dueAt: 0 })),
    parked: [],
    discarded: settled.discarded,
    capturedAt: at,
    manual: by,
    publication: null,
  };
  const counts = { ...lane.counts, parked: lane.counts.parked - settled.parked.length };
  return {
    ...run,
    kept,
    lane: {
      ...lane,
      counts,
      blocks: [again, ...lane.blocks],
      bytes: lane.bytes + block.bytes,
      parkedBlocks: without(lane.parkedBlocks, root),
    },
  };
};
