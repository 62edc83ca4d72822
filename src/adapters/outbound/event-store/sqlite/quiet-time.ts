export interface QuietTimeSettings {
  /** A moment without writes that counts as quiet. */
  readonly quietMs: number;
  readonly betweenStepsMs: number;
  readonly betweenRoundsMs: number;
  /** A store that is never quiet gets its round after this. */
  readonly overdueMs: number;
}

const SETTINGS: QuietTimeSettings = { quietMs: 200, betweenStepsMs: 20, betweenRoundsMs: 60_000, overdueMs: 600_000 };

export interface QuietTime {
  /** Something was written. */
  readonly written: () => void;
  readonly stop: () => void;
}

/**
 * Runs a round of `step` when nothing was written for a moment: again and again while it answers true, a round at most
 * every minute. Without writes there is no timer at all.
 */
export const quietTime = (step: () => boolean, settings: QuietTimeSettings = SETTINGS): QuietTime => {
  let lastWrite = 0;
  let lastRound = performance.now() - settings.betweenRoundsMs;
  let timer: NodeJS.Timeout | null = null;

  const dueAt = (): number =>
    Math.max(
      lastRound + settings.betweenRoundsMs,
      Math.min(lastWrite + settings.quietMs, lastRound + settings.overdueMs),
    );
  const arm = (ms: number): void => {
    timer = setTimeout(tick, ms);
    timer.unref();
  };
  const tick = (): void => {
    const wait = dueAt() - performance.now();
    if (wait > 0) {
      arm(wait);
      return;
    }
    if (step()) {
      arm(settings.betweenStepsMs);
      return;
    }
    lastRound = performance.now();
    timer = null;
  };
  return {
    written: () => {
      lastWrite = performance.now();
      if (timer === null) arm(settings.quietMs);
    },
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
};
