const QUIET_MS = 200;
const BETWEEN_ROUNDS_MS = 60_000;

export interface QuietTime {
  /** Something was written. */
  readonly written: () => void;
  readonly stop: () => void;
}

/**
 * Runs `step` when nothing was written for a moment, again and again while it answers true, a round at most every
 * minute. Without writes there is no timer at all.
 */
export const quietTime = (step: () => boolean, monotonic: () => number = () => performance.now()): QuietTime => {
  let lastWrite = -Infinity;
  let lastRound = -Infinity;
  let timer: NodeJS.Timeout | null = null;

  const arm = (ms: number): void => {
    timer = setTimeout(tick, ms);
    timer.unref();
  };
  const tick = (): void => {
    const now = monotonic();
    const wait = Math.max(lastWrite + QUIET_MS, lastRound + BETWEEN_ROUNDS_MS) - now;
    if (wait > 0) {
      arm(wait);
      return;
    }
    if (step()) {
      arm(1);
      return;
    }
    lastRound = monotonic();
    timer = null;
  };
  return {
    written: () => {
      lastWrite = monotonic();
      if (timer === null) arm(QUIET_MS);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
};
