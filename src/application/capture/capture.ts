import { type CaptureState, laneOf } from '../../domain/capture/capture-state';
import { type HookSum } from '../use-cases/sums';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureGauges, gaugesOf } from './capture-gauges';
import { captureLoop } from './capture-loop';
import { captureRun } from './capture-run';
import { type CaptureTurns } from './capture-turns';
import { type ProgressOfRun, progressOfRun } from './exports/progress-of-run';
import { compareCopies } from './copies/compare-copies';
import { copies, withoutCopies } from './copies/copies';
import { type CopiesWithin } from './copies/copies-within';
import { sumOfLane } from './lane-sum';

/** Decides what goes on the bus and when, from the log alone (design 4). */
export interface Capture {
  /** Keeps abreast of another capture, so that `start` has little to read. */
  readonly standBy: () => void;
  /** Restores the fold, takes over, and follows the log; resolves once it does. */
  readonly start: () => Promise<'started' | 'fenced' | 'stopped'>;
  /** Closes open blocks, writes a snapshot, ends. */
  readonly stop: () => Promise<void>;
  /** Resolves when capture has ended: stopped, or fenced by another one. */
  readonly ended: Promise<'stopped' | 'fenced'>;
  /** Null: no such hook. */
  readonly sumOf: (hook: number) => HookSum | null;
  readonly progressOf: ProgressOfRun;
  /** Newest entry of the log that has been handled. */
  readonly position: () => bigint | null;
  readonly gauges: () => CaptureGauges;
  /** The fold as it stands: a value, it never changes. */
  readonly state: () => CaptureState;
  /** For replays; a turn waits while capture starts. */
  readonly turns: CaptureTurns;
  /** Up to its position, also what no record names yet. */
  readonly copiesWithin: CopiesWithin;
}

export const capture = (dependencies: CaptureDependencies): Capture => {
  const { eventStore, log, exactIds } = dependencies;
  const known = exactIds ? withoutCopies : copies({ eventStore, log, found: compareCopies(dependencies) });
  const run = captureRun(dependencies.defaultPolicy, known);
  const loop = captureLoop(run, dependencies);

  return {
    standBy: loop.standBy,
    start: loop.begin,
    stop: loop.stop,
    ended: loop.ended,
    sumOf: (hook) => {
      const lane = laneOf(run.state, hook);
      return lane === undefined
        ? null
        : sumOfLane(lane, run.accumulating.get(hook)?.items.length ?? 0, run.state.position);
    },
    progressOf: progressOfRun(run, dependencies),
    position: () => run.state.position,
    gauges: () => gaugesOf(run),
    state: () => run.state,
    turns: loop.turns,
    copiesWithin: run.copies.within,
  };
};
