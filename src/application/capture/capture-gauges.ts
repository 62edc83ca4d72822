import { laneOf } from '../../domain/capture/capture-state';
import { type Lane } from '../../domain/capture/lane';
import { type CaptureRun } from './capture-run';

export interface CaptureGauges {
  readonly hooksBehind: number;
  /** Blocks by hook. */
  readonly unsettled: ReadonlyMap<number, number>;
  /** Milliseconds since the epoch; null when nothing waits. */
  readonly oldestWaiting: number | null;
}

const waitsSince = ({ blocks, behind }: Lane): number =>
  Math.min(blocks[0]?.capturedAt ?? Infinity, behind?.since ?? Infinity);

/** Read off the lanes that have something to do; the others are not walked. */
export const gaugesOf = (run: CaptureRun): CaptureGauges => {
  const unsettled = new Map<number, number>();
  let hooksBehind = 0;
  let oldest = Infinity;
  for (const hook of run.busy) {
    const lane = laneOf(run.state, hook);
    if (lane === undefined) continue;
    if (lane.behind !== null) hooksBehind += 1;
    if (lane.blocks.length > 0) unsettled.set(hook, lane.blocks.length);
    oldest = Math.min(oldest, waitsSince(lane));
  }
  return { hooksBehind, unsettled, oldestWaiting: oldest === Infinity ? null : oldest };
};
