import { type Clock } from '../../src/application/ports/clock';

export interface FixedClock extends Clock {
  /** Lets time pass: both clocks move, and what falls due is called in the order of its time. */
  readonly advance: (ms: number) => void;
  /** Moves the wall clock alone, as an operator or a time server would. */
  readonly setWall: (ms: number) => void;
  /** Timers that still wait. */
  readonly waiting: () => number;
}

interface Timer {
  readonly at: number;
  readonly call: () => void;
}

/** A clock that stands still until told otherwise. */
export const fixedClock = (start = Date.UTC(2026, 10, 23, 12)): FixedClock => {
  let wallOffset = start;
  let elapsed = 0;
  const timers = new Set<Timer>();

  const nextUntil = (end: number): Timer | null => {
    let next: Timer | null = null;
    for (const timer of timers) if (timer.at <= end && (next === null || timer.at < next.at)) next = timer;
    return next;
  };

  return {
    now: () => wallOffset + elapsed,
    monotonic: () => elapsed,
    after: (ms, call) => {
      const timer = { at: elapsed + Math.max(0, ms), call };
      timers.add(timer);
      return () => {
        timers.delete(timer);
      };
    },
    advance: (ms) => {
      const end = elapsed + ms;
      for (let timer = nextUntil(end); timer !== null; timer = nextUntil(end)) {
        timers.delete(timer);
        elapsed = timer.at;
        timer.call();
      }
      elapsed = end;
    },
    setWall: (ms) => {
      wallOffset = ms - elapsed;
    },
    waiting: () => timers.size,
  };
};
