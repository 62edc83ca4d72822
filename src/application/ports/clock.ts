/** Wall clock for signatures, limits, retention; monotonic clock for waits. Milliseconds. */
export interface Clock {
  readonly now: () => number;
  readonly monotonic: () => number;
  /** Calls once after `ms`; returns the cancellation. Timers never keep a process alive. */
  readonly after: (ms: number, call: () => void) => () => void;
}
