import { type Clock } from '../../../application/ports/clock';

/** Whether the store keeps failing. While it does, little is taken, and seldom: the backlog stays in the stream. */
export interface Trouble {
  readonly met: () => void;
  readonly over: () => void;
  readonly isOn: () => boolean;
  /** Milliseconds to wait before the next try. */
  readonly waitMs: () => number;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 10_000;

/** All that fails within one wait counts as one failure. */
export const troubleWith = (clock: Pick<Clock, 'monotonic'>): Trouble => {
  let failures = 0;
  let until = 0;
  return {
    met: () => {
      const now = clock.monotonic();
      if (now < until) return;
      failures += 1;
      until = now + Math.min(FIRST_WAIT_MS * 2 ** Math.min(failures - 1, 20), LONGEST_WAIT_MS);
    },
    over: () => {
      failures = 0;
      until = 0;
    },
    isOn: () => failures > 0,
    waitMs: () => Math.max(0, until - clock.monotonic()),
  };
};
