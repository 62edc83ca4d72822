/** A wait that can be cut short. */
export interface Pause {
  readonly over: Promise<void>;
  readonly end: () => void;
}

export const pauseOf = (ms: number): Pause => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const timer = setTimeout(resolve, ms, undefined);
  return {
    over: promise,
    end: () => {
      clearTimeout(timer);
      resolve(undefined);
    },
  };
};

const FIRST_MS = 50;
const LONGEST_MS = 5_000;

/** Anywhere up to twice as long as the time before, so that many who wait do not come back together. */
export const backoffMs = (failures: number): number => {
  const most = Math.min(FIRST_MS * 2 ** failures, LONGEST_MS);
  return most / 2 + (Math.random() * most) / 2;
};
