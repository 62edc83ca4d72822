import { type Clock } from '../ports/clock';

/** Spreads requests to at most `perSecond`; waiting for it is no attempt. */
export interface Pace {
  /** Resolves when the next request may go; undefined: at once. */
  readonly next: (perSecond: number | undefined) => Promise<void> | undefined;
  /** After so many milliseconds it has nothing left to remember. */
  readonly restMs: () => number;
  /** Nobody waits any more. */
  readonly hurry: () => void;
}

/** What a pause has saved up for a burst, at the most. */
const BURST_MS = 250;

export const pace = (clock: Pick<Clock, 'monotonic' | 'after'>): Pace => {
  const waiting = new Set<() => void>();
  let nextAt = -Infinity;

  const wait = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const go = (): void => {
        cancel();
        waiting.delete(go);
        resolve();
      };
      const cancel = clock.after(ms, go);
      waiting.add(go);
    });

  return {
    next: (perSecond) => {
      if (perSecond === undefined) return undefined;
      const now = clock.monotonic();
      const everyMs = 1000 / perSecond;
      const saved = Math.floor(BURST_MS / everyMs) * everyMs;
      const goesAt = Math.max(nextAt, now - saved);
      nextAt = goesAt + everyMs;
      return goesAt <= now ? undefined : wait(goesAt - now);
    },
    restMs: () => Math.max(0, nextAt + BURST_MS - clock.monotonic()),
    hurry: () => {
      for (const go of [...waiting]) go();
    },
  };
};
