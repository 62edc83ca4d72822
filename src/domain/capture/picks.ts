const BASE = 36;

/**
 * Which positions of a stretch a block took, where the log in clear does not tell: steps from one to the next, in
 * base 36, after the first. Kept because the data that decided may be erased by the time the block is built again.
 */
export const picksOf = (positions: ReadonlyArray<bigint>): string => {
  const steps: string[] = [];
  for (let at = 1; at < positions.length; at += 1) {
    steps.push(((positions[at] ?? 0n) - (positions[at - 1] ?? 0n)).toString(BASE));
  }
  return steps.join('.');
};

/** The positions again, from the stretch's first. */
export const positionsOf = (from: bigint, picks: string): ReadonlyArray<bigint> => {
  const positions = [from];
  let position = from;
  for (const step of picks === '' ? [] : picks.split('.')) {
    position += BigInt(Number.parseInt(step, BASE));
    positions.push(position);
  }
  return positions;
};
