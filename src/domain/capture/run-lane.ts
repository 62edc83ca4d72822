import { type StartedRun } from '../export-run/export-run';
import { utcDaysOf } from '../shared/zoned-days';
import { emptyTable, type Table } from '../shared/table';
import { type Lane, newLane } from './lane';
import { NOTHING_READ, type RunCursor, type RunTally } from './run-record';
import { type WaitingBlock } from './waiting-block';

/** An export run as capture drives it: a lane and a sum of its own; circuit, rest and settings are the hook's. */
export interface RunLane {
  readonly run: StartedRun;
  /** Of its start: the end of the log as far as the run is concerned. */
  readonly began: bigint;
  /** Of its newest event: workers must have seen it before they send. */
  readonly stamp: bigint;
  readonly lane: Lane;
  /** Null: all days are read. */
  readonly cursor: RunCursor | null;
  readonly tally: RunTally;
  /** Since the start or the last resume (decision 25). */
  readonly parkedInARow: number;
  readonly deliveredAny: boolean;
  /** Blocks with parked deliveries, as they were when the last of them was settled, by root. */
  readonly kept: Table<string, WaitingBlock>;
}

/** In a row, and before anything was delivered. */
const MOST_PARKED = 100;
const MOST_PARKED_AT_FIRST = 10;

export const newRunLane = (run: StartedRun, position: bigint, hook: Lane): RunLane => {
  const [first] = utcDaysOf(run.period.begins, run.period.ends);
  return {
    run,
    began: position,
    stamp: position,
    lane: newLane({
      hook: run.hook,
      account: run.account,
      status: hook.status,
      settings: hook.settings,
    }),
    cursor: first === undefined ? null : { day: first, next: 0n },
    tally: NOTHING_READ,
    parkedInARow: 0,
    deliveredAny: false,
    kept: emptyTable(),
  };
};

/** Whether too many deliveries in a row have parked, or all so far. */
export const isFailing = ({ parkedInARow, deliveredAny }: RunLane): boolean =>
  parkedInARow >= (deliveredAny ? MOST_PARKED : MOST_PARKED_AT_FIRST);

/** Everything of the period has been read, and nothing waits. */
export const isThrough = ({ run, cursor, lane }: RunLane): boolean =>
  run.status === 'in-progress' && cursor === null && lane.blocks.length === 0;

/** Whether capture has anything to do for it. */
export const isBusy = ({ run, lane }: RunLane): boolean =>
  (run.status !== 'completed' && run.status !== 'aborted') || lane.blocks.length > 0;
