import { type RunLane } from '../../domain/capture/run-lane';
import { entriesOf, tableOf } from '../../domain/shared/table';
import { type ReadAt, readBlock, readLane, storeBlock, storeLane } from './lane-codec';
import { type StoredRunLane } from './snapshot-shapes';

/** `now`: the monotonic clock. Status and what was pinned come from the run's own events. */
export const storeRunLane = (lane: RunLane, now: number): StoredRunLane => ({
  run: lane.run.run,
  lane: storeLane(lane.lane, now),
  ...(lane.cursor === null ? {} : { cursor: { day: lane.cursor.day, next: String(lane.cursor.next) } }),
  tally: lane.tally,
  parkedInARow: lane.parkedInARow,
  deliveredAny: lane.deliveredAny,
  kept: [...entriesOf(lane.kept)].map(([, block]) => storeBlock(block, now)),
});

/** `known`: the run as its events left it. */
export const readRunLane = (stored: StoredRunLane, known: RunLane, at: ReadAt): RunLane => ({
  ...known,
  lane: readLane(stored.lane, known.lane, at),
  cursor: stored.cursor === undefined ? null : { day: stored.cursor.day, next: BigInt(stored.cursor.next) },
  tally: stored.tally,
  parkedInARow: stored.parkedInARow,
  deliveredAny: stored.deliveredAny,
  kept: tableOf(stored.kept.map((block) => [block.root, readBlock(block, at)] as const)),
});
