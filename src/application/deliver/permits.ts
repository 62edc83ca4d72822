/** So many at once, first come first served. */
export interface Permits {
  /** Resolves with a permit; undefined when one was free at once. */
  readonly take: () => Promise<void> | undefined;
  /** As `take`, behind all others, and never the last free one of several: whoever comes next finds it. */
  readonly takeLast: () => Promise<void> | undefined;
  readonly giveBack: () => void;
  /** More than `most` that are out already are let end. */
  readonly resize: (most: number) => void;
}

/** A queue is cut when so many have gone and they are half of it. */
const ENOUGH_GONE = 64;

export const permits = (initially: number): Permits => {
  let most = initially;
  let taken = 0;
  /** Those before `first` have gone; thousands may wait, so nobody moves up. */
  let waiting: (() => void)[] = [];
  let first = 0;

  const nextWaiting = (): (() => void) | undefined => {
    const next = waiting[first];
    if (next === undefined) return undefined;
    first += 1;
    if (first >= ENOUGH_GONE && first * 2 >= waiting.length) {
      waiting = waiting.slice(first);
      first = 0;
    }
    return next;
  };

  const lastWaiting: (() => void)[] = [];
  const mayTakeLast = (): boolean => first === waiting.length && taken < Math.max(1, most - 1);

  const admit = (): void => {
    while (taken < most) {
      const next = nextWaiting() ?? (mayTakeLast() ? lastWaiting.shift() : undefined);
      if (next === undefined) return;
      taken += 1;
      next();
    }
  };

  return {
    take: () => {
      if (taken < most && first === waiting.length) {
        taken += 1;
        return undefined;
      }
      return new Promise((resolve) => void waiting.push(resolve));
    },
    takeLast: () => {
      if (lastWaiting.length === 0 && mayTakeLast()) {
        taken += 1;
        return undefined;
      }
      return new Promise((resolve) => void lastWaiting.push(resolve));
    },
    giveBack: () => {
      taken -= 1;
      admit();
    },
    resize: (to) => {
      if (to === most) return;
      most = to;
      admit();
    },
  };
};
