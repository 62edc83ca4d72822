import { type Lane, waitingOf } from '../../domain/capture/lane';
import { type HookSum } from '../use-cases/sums';

/** captured = delivered + parked + discarded + waiting, read off the fold. */
export const sumOfLane = (lane: Lane, accumulating: number, position: bigint | null): HookSum => {
  const onBus = lane.blocks.filter((block) => block.publication !== null).length;
  return {
    hook: lane.hook,
    ...lane.counts,
    waiting: waitingOf(lane),
    accumulating,
    ...(lane.behind === null
      ? {}
      : { behind: { after: String(lane.behind.after), since: new Date(lane.behind.since).toISOString() } }),
    circuit: lane.circuit.state === 'closed' ? 'closed' : onBus > 0 ? 'probing' : 'open',
    blocks: lane.blocks.length,
    onBus,
    position: position === null ? '' : String(position),
  };
};
