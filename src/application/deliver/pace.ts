import { type Clock } from '../ports/clock';

/** Spreads requests to at most `perSecond`; waiting for it is no attempt. */
export interface Pace {
  /** Resolves when the next request may go; undefined: at once. */
  readonly next: (perSecond: number | undefined) => Promise<void> | undefined;
}

/** Up to a quarter of a second's worth may go together after a pause. */
const BURST_MS = 250;

export const pace = (clock: Pick<Clock, 'monotonic' | 'after'>): Pace => {
  let nextAt = 0;
  return {
    next: (perSecond) => {
      if (perSecond === undefined) return undefined;
      const now = clock.monotonic();
      nextAt = Math.max(nextAt, now - BURST_MS) + 1000 / perSecond;
      const waitMs = nextAt - now;
      if (waitMs <= 0) return undefined;
      return new Promise((resolve) => void clock.after(waitMs, resolve));
    },
  };
};
