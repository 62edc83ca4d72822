/** So many at once, first come first served. */
export interface Permits {
  /** Resolves with a permit; undefined when one was free at once. */
  readonly take: () => Promise<void> | undefined;
  readonly giveBack: () => void;
  /** More than `most` that are out already are let end. */
  readonly resize: (most: number) => void;
}

export const permits = (initially: number): Permits => {
  let most = initially;
  let taken = 0;
  const waiting: (() => void)[] = [];

  const admit = (): void => {
    while (taken < most) {
      const next = waiting.shift();
      if (next === undefined) return;
      taken += 1;
      next();
    }
  };

  return {
    take: () => {
      if (taken < most && waiting.length === 0) {
        taken += 1;
        return undefined;
      }
      return new Promise((resolve) => void waiting.push(resolve));
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
