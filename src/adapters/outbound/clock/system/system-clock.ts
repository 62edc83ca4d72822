import { type Clock } from '../../../../application/ports/clock';

/** Longer timers would fire at once; they are waited for in parts. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

const after = (ms: number, call: () => void): (() => void) => {
  let timer: NodeJS.Timeout;
  const wait = (left: number): void => {
    const part = Math.min(left, LONGEST_TIMER_MS);
    timer = setTimeout(() => {
      if (left > part) wait(left - part);
      else call();
    }, part).unref();
  };
  wait(Math.max(0, ms));
  return () => {
    clearTimeout(timer);
  };
};

export const systemClock = (): Clock => ({
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after,
});
