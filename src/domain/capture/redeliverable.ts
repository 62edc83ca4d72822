import { entriesOf, lookup } from '../shared/table';
import { type RunLane } from './run-lane';

/** How many parked deliveries of a run a redelivery would send: not those that never had a body. */
export const redeliverableOf = ({ kept, lane: { parkedBlocks } }: RunLane): number => {
  let count = 0;
  for (const [root] of entriesOf(kept)) count += lookup(parkedBlocks, root)?.parked.length ?? 0;
  return count;
};
