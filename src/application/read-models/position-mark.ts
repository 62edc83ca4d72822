/** How far a read model has come, and who waits for it to come further. */
export interface PositionMark {
  /** Position of the newest event folded; null before the first. */
  readonly position: () => bigint | null;
  /** Resolves once an event at or after the position is folded; also when released. */
  readonly reached: (position: bigint) => Promise<void>;
  readonly advance: (position: bigint) => void;
  /** Lets everybody go who waits, now and later. */
  readonly release: () => void;
}

interface Waiter {
  readonly for: bigint;
  readonly resolve: () => void;
}

export const positionMark = (): PositionMark => {
  let newest: bigint | null = null;
  let released = false;
  let waiters: ReadonlyArray<Waiter> = [];

  const isReached = (position: bigint): boolean => released || (newest !== null && newest >= position);

  const wake = (): void => {
    if (waiters.length === 0) return;
    const due = waiters.filter((waiter) => isReached(waiter.for));
    waiters = waiters.filter((waiter) => !isReached(waiter.for));
    for (const waiter of due) waiter.resolve();
  };

  return {
    position: () => newest,
    reached: (position) =>
      isReached(position)
        ? Promise.resolve()
        : new Promise((resolve) => {
            waiters = [...waiters, { for: position, resolve }];
          }),
    advance: (position) => {
      newest = position;
      wake();
    },
    release: () => {
      released = true;
      wake();
    },
  };
};
