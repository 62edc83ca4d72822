import { emptyTable, lookup, put, type Table } from '../shared/table';
import { type PageCaptured, type PartialEvent } from './capture-record';
import { foldHook, type HookFact } from './fold-hook';
import { withBehindMove, withCaughtUp, withClosedBlock, withOpenBlock, withParkedAtOnce } from './fold-record';
import { type Lane } from './lane';
import { type RunLane } from './run-lane';

/** Everything capture knows, rebuilt from the log at each start. */
export interface CaptureState {
  readonly lanes: Table<number, Lane>;
  /** Export runs. */
  readonly runs: Table<string, RunLane>;
  /** Newest entry of the log that has been handled. */
  readonly position: bigint | null;
  /** The event after it that has been handled for some hooks. */
  readonly partial: PartialEvent | null;
  /** Newest hook event that has been handled: workers must have seen it before they send. */
  readonly hookStamp: bigint | null;
  /** Bytes of all unsettled blocks. */
  readonly bytes: number;
}

export const initialCaptureState: CaptureState = {
  lanes: emptyTable(),
  runs: emptyTable(),
  position: null,
  partial: null,
  hookStamp: null,
  bytes: 0,
};

export const laneOf = (state: CaptureState, hook: number): Lane | undefined => lookup(state.lanes, hook);

export const withLane = (state: CaptureState, lane: Lane): CaptureState => ({
  ...state,
  lanes: put(state.lanes, lane.hook, lane),
  bytes: state.bytes + lane.bytes - (laneOf(state, lane.hook)?.bytes ?? 0),
});

/** Changes one lane; a hook nobody knows changes nothing. */
export const onLane = (state: CaptureState, hook: number, change: (lane: Lane) => Lane): CaptureState => {
  const lane = laneOf(state, hook);
  if (lane === undefined) return state;
  const next = change(lane);
  return next === lane ? state : withLane(state, next);
};

export const runOf = (state: CaptureState, run: string): RunLane | undefined => lookup(state.runs, run);

export const withRun = (state: CaptureState, run: RunLane): CaptureState => ({
  ...state,
  runs: put(state.runs, run.run.run, run),
  bytes: state.bytes + run.lane.bytes - (runOf(state, run.run.run)?.lane.bytes ?? 0),
});

/** Changes one run; one that nobody knows changes nothing. */
export const onRun = (state: CaptureState, run: string, change: (run: RunLane) => RunLane): CaptureState => {
  const known = runOf(state, run);
  if (known === undefined) return state;
  const next = change(known);
  return next === known ? state : withRun(state, next);
};

export const handled = (state: CaptureState, position: bigint): CaptureState => ({ ...state, position });

export const withHookFact = (state: CaptureState, fact: HookFact, now: number): CaptureState => ({
  ...withLane(state, foldHook(laneOf(state, fact.hook), fact, now)),
  hookStamp: fact.position,
});

/** A page's record took effect: at its append, or when it is read back after a start. */
export const withPage = (state: CaptureState, page: PageCaptured): CaptureState => {
  let next: CaptureState = { ...state, partial: page.partial ?? null };
  for (const block of page.blocks) next = onLane(next, block.hook, (lane) => withClosedBlock(lane, block, page.at));
  for (const open of page.open) next = onLane(next, open.hook, (lane) => withOpenBlock(lane, open));
  for (const parked of page.parked) next = onLane(next, parked.hook, (lane) => withParkedAtOnce(lane, parked));
  for (const move of page.behind) next = onLane(next, move.hook, (lane) => withBehindMove(lane, move, page.at));
  for (const hook of page.caughtUp) next = onLane(next, hook, withCaughtUp);
  return next;
};
