import { discardedByExpiry } from '../parked/discarded-by-expiry';
import { type ParkedExpired } from '../parked/parked-event';
import { type NamedUuid } from '../shared/named-uuid';
import { lookup, without } from '../shared/table';
import { foldDiscard } from './fold-parked';
import { type RunLane } from './run-lane';

/** What was parked for too long counts as discarded; a block with nothing parked any more is not kept. */
export const foldRunExpiry = (run: RunLane, expired: ParkedExpired, named: NamedUuid): RunLane => {
  const lane = foldDiscard(run.lane, discardedByExpiry(expired), named);
  const kept = expired.deliveries.reduce(
    (left, { root }) => (lookup(lane.parkedBlocks, root) === undefined ? without(left, root) : left),
    run.kept,
  );
  return { ...run, lane, kept };
};
