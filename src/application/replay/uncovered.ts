import { laneOf } from '../../domain/capture/capture-state';
import { type Expected, runsOf } from '../../domain/replay/expected';
import { type CaptureNow } from '../capture/capture-turns';
import { type LeftBecause } from '../use-cases/replays';
import { type ReplayedLane } from './replayed-lane';

/** Deliveries that were captured by nobody, to be captured as one stretch each. */
export interface Missing {
  readonly hook: number;
  /** The hook's revision as they were found missing. */
  readonly standing: number;
  readonly runs: ReadonlyArray<ReadonlyArray<Expected>>;
  readonly left: ReadonlyArray<{ readonly because: LeftBecause; readonly deliveries: number }>;
}

/** What no record covers either waits in capture's own memory or position, or is missing. */
const waits = ({ state, openFrom }: CaptureNow, hook: number, position: bigint): boolean => {
  const behind = laneOf(state, hook)?.behind ?? null;
  const open = openFrom(hook);
  if (behind !== null && position > behind.after) return true;
  return (open !== null && position >= open) || position > handledFor(state, hook);
};

/** An event with many hooks may be half captured. */
const handledFor = ({ position, partial }: CaptureNow['state'], hook: number): bigint => {
  if (partial === null || position === null || partial.position <= position) return position ?? -1n;
  return hook <= partial.hook ? partial.position : position;
};

const sizeOf = (runs: Missing['runs']): number => runs.reduce((sum, run) => sum + run.length, 0);

const leftOf = (because: LeftBecause, deliveries: number): Missing['left'] =>
  deliveries === 0 ? [] : [{ because, deliveries }];

/** Asked while capture stands still, all records read. Counts what waits; null: nothing is missing. */
export const missingOf = (lane: ReplayedLane, now: CaptureNow): Missing | null => {
  const uncovered = runsOf(lane);
  const missing = uncovered
    .map((run) => run.filter(({ position }) => !waits(now, lane.hook, position)))
    .filter((run) => run.length > 0);
  lane.waiting += sizeOf(uncovered) - sizeOf(missing);
  if (missing.length === 0) return null;
  const standing = now.revisionOf(lane.hook);
  if (standing === undefined)
    return { hook: lane.hook, standing: 0, runs: [], left: leftOf('hook-unknown-to-capture', sizeOf(missing)) };
  const { endedTo, deleted } = lane.recount;
  const runs = missing.map((run) => run.filter(({ position }) => position > endedTo)).filter((run) => run.length > 0);
  const left = leftOf(deleted ? 'hook-deleted' : 'given-up', sizeOf(missing) - sizeOf(runs));
  return { hook: lane.hook, standing, runs, left };
};
