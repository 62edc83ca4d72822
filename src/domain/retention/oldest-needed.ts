import { isBusy, type RunLane } from '../capture/run-lane';
import { type CaptureState } from '../capture/capture-state';
import { type Lane } from '../capture/lane';
import { oldestIn } from '../capture/waiting-block';
import { entriesOf } from '../shared/table';

const earlier = (one: bigint | null, other: bigint | null): bigint | null => {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
};

/** Of the lane: what waits, is parked, lies in the open block, or behind. */
const oldestOf = (lane: Lane): bigint | null => {
  let oldest = earlier(lane.open?.from ?? null, lane.behind === null ? null : lane.behind.after + 1n);
  for (const block of lane.blocks) oldest = earlier(oldest, oldestIn(block));
  for (const [, settled] of entriesOf(lane.parkedBlocks)) oldest = earlier(oldest, settled.oldest);
  return oldest;
};

const isReading = ([, run]: readonly [string, RunLane]): boolean => isBusy(run);

/** Position of the oldest platform event that capture may have to read again; null: nothing may go, an export run reads. */
export const oldestNeeded = ({ lanes, runs, position }: CaptureState): bigint | null => {
  if ([...entriesOf(runs)].some(isReading)) return null;
  let oldest = position ?? 0n;
  for (const [, lane] of entriesOf(lanes)) oldest = earlier(oldest, oldestOf(lane)) ?? oldest;
  return oldest;
};
