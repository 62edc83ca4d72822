import { type CaptureState, laneOf } from '../../domain/capture/capture-state';
import { type HookSum } from '../use-cases/sums';
import { type CaptureDependencies } from './capture-dependencies';
import { captureLoop } from './capture-loop';
import { captureRun } from './capture-run';
import { sumOfLane } from './lane-sum';

export interface CaptureGauges {
  readonly hooksBehind: number;
  readonly unsettled: ReadonlyMap<number, number>;
  /** Milliseconds since the epoch; null when nothing waits. */
  readonly oldestWaiting: number | null;
}

/** Decides what goes on the bus and when, from the log alone (design 4). */
export interface Capture {
  /** Restores the fold, takes over, and follows the log; resolves once it does. */
  readonly start: () => Promise<'started' | 'fenced' | 'stopped'>;
  /** Closes open blocks, writes a snapshot, ends. */
  readonly stop: () => Promise<void>;
  /** Resolves when capture has ended: stopped, or fenced by another one. */
  readonly ended: Promise<'stopped' | 'fenced'>;
  /** Null: no such hook. */
  readonly sumOf: (hook: number) => HookSum | null;
  /** Newest entry of the log that has been handled. */
  readonly position: () => bigint | null;
  readonly gauges: () => CaptureGauges;
  /** The fold as it stands: a value, it never changes. */
  readonly state: () => CaptureState;
}

export const capture = (dependencies: CaptureDependencies): Capture => {
  const run = captureRun(dependencies.defaultPolicy);
  const loop = captureLoop(run, dependencies);

  const gauges = (): CaptureGauges => {
    const unsettled = new Map<number, number>();
    let hooksBehind = 0;
    let oldestWaiting: number | null = null;
    for (const hook of run.busy) {
      const lane = laneOf(run.state, hook);
      if (lane === undefined) continue;
      if (lane.behind !== null) hooksBehind += 1;
      const [oldest] = lane.blocks;
      const since = Math.min(oldest?.capturedAt ?? Infinity, lane.behind?.since ?? Infinity);
      if (since !== Infinity) oldestWaiting = Math.min(oldestWaiting ?? Infinity, since);
      if (lane.blocks.length > 0) unsettled.set(hook, lane.blocks.length);
    }
    return { hooksBehind, unsettled, oldestWaiting };
  };

  return {
    start: loop.begin,
    stop: loop.stop,
    ended: loop.ended,
    sumOf: (hook) => {
      const lane = laneOf(run.state, hook);
      return lane === undefined ? null : sumOfLane(lane, run.accumulating.get(hook)?.items.length ?? 0, run.state.position);
    },
    position: () => run.state.position,
    gauges,
    state: () => run.state,
  };
};

