import { type Clock } from '../../src/application/ports/clock';

/** One time for the whole model; each process has its own monotonic clock, and its timers die with it. */
export interface ModelClock {
  readonly now: () => number;
  readonly ofProcess: (isAlive: () => boolean) => Clock;
  /** Moves to the next timer, at most `ms`; what falls due there is called. */
  readonly step: (ms: number) => void;
}

interface Timer {
  readonly at: number;
  readonly call: () => void;
  readonly isAlive: () => boolean;
}

const START = Date.UTC(2026, 10, 23, 12);

export const modelClock = (): ModelClock => {
  let elapsed = 0;
  const timers = new Set<Timer>();

  const first = (): Timer | null => {
    let next: Timer | null = null;
    for (const timer of timers) {
      if (!timer.isAlive()) timers.delete(timer);
      else if (next === null || timer.at < next.at) next = timer;
    }
    return next;
  };

  return {
    now: () => START + elapsed,
    ofProcess: (isAlive) => {
      const started = elapsed - 1000;
      return {
        now: () => START + elapsed,
        monotonic: () => elapsed - started,
        after: (ms, call) => {
          const timer = { at: elapsed + Math.max(0, ms), call, isAlive };
          timers.add(timer);
          return () => void timers.delete(timer);
        },
      };
    },
    step: (ms) => {
      const timer = first();
      if (timer === null || timer.at > elapsed + ms) {
        elapsed += ms;
        return;
      }
      elapsed = Math.max(elapsed, timer.at);
      timers.delete(timer);
      timer.call();
    },
  };
};
