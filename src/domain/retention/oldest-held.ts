import { type Lane } from '../capture/lane';
import { oldestIn } from '../capture/waiting-block';
import { entriesOf } from '../shared/table';

/** Which events hold retention back. */
export interface Holding {
  /** What lies at or before this position has gone already. */
  readonly after: bigint;
  /** Blocks captured earlier hold nothing back: as long as parked deliveries are kept, and no longer. */
  readonly capturedSince: number;
}

/** Position of the oldest event of which a delivery of the lane is parked or waits; null: nothing is held back. */
export const oldestHeldIn = (lane: Lane, { after, capturedSince }: Holding): bigint | null => {
  let oldest: bigint | null = null;
  const hold = (position: bigint): void => {
    if (position > after && (oldest === null || position < oldest)) oldest = position;
  };
  for (const [, settled] of entriesOf(lane.parkedBlocks)) hold(settled.oldest);
  for (const block of lane.blocks)
    if (block.parked.length > 0 || block.capturedAt >= capturedSince) hold(oldestIn(block));
  return oldest;
};
