/** Randomness that a seed repeats exactly. */
export interface Dice {
  /** In [0, 1). */
  readonly roll: () => number;
  /** In [0, below). */
  readonly upTo: (below: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <T>(items: ReadonlyArray<T>) => T;
}

export const dice = (seed: number): Dice => {
  let state = seed >>> 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const upTo = (below: number): number => Math.floor(roll() * below);
  return {
    roll,
    upTo,
    chance: (share) => roll() < share,
    pick: (items) => {
      const item = items[upTo(items.length)];
      if (item === undefined) throw new RangeError('nothing to pick from');
      return item;
    },
  };
};
