import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 20;
const NANOSECONDS = 1e9;

export interface EventLoopDelay {
  /** The longest the event loop was late since the last call, seconds. */
  readonly longest: () => number;
  readonly close: () => void;
}

/** Samples fifty times a second outside of JavaScript; costs nothing measurable while idle. */
export const eventLoopDelay = (): EventLoopDelay => {
  const histogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  histogram.enable();
  return {
    longest: () => {
      const seconds = histogram.count === 0 ? 0 : histogram.max / NANOSECONDS;
      histogram.reset();
      return Math.max(0, seconds - RESOLUTION_MS / 1000);
    },
    close: () => void histogram.disable(),
  };
};
