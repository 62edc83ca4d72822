/** An id as four words of 32 bits: 16 bytes instead of a string of 36 letters. */
export type IdWords = readonly [number, number, number, number];

const word = (digits: string): number => Number.parseInt(digits, 16);

/** `id`: a UUID. */
export const wordsOf = (id: string): IdWords => [
  word(id.slice(0, 8)),
  word(id.slice(9, 13) + id.slice(14, 18)),
  word(id.slice(19, 23) + id.slice(24, 28)),
  word(id.slice(28, 36)),
];

/** Ids by place, and the place of an id: open addressing over typed arrays, without an object per id. */
export interface IdTable {
  /** The place of the id; null: it has none. */
  readonly placeOf: (id: IdWords) => number | null;
  readonly at: (place: number) => IdWords;
  /** Writes the id at a free place; it is found there from now on. */
  readonly put: (place: number, id: IdWords) => void;
  /** Makes the place free; an id that has been put at another place since is still found there. */
  readonly free: (place: number) => void;
}

const NONE = -1;

/** Ids are spread already, made by a hash or at random; numbered ones differ in their last word. */
const hashOf = (first: number, last: number): number => {
  const mixed = Math.imul(first ^ Math.imul(last, 0x9e3779b1), 0x85ebca6b);
  return (mixed ^ (mixed >>> 15)) >>> 0;
};

/** `places`: a power of two. */
export const idTable = (places: number): IdTable => {
  const words = new Uint32Array(4 * places);
  const slots = new Int32Array(2 * places).fill(NONE);
  const mask = slots.length - 1;

  const placeIn = (slot: number): number => slots[slot] ?? NONE;
  const homeOf = (place: number): number => hashOf(words[4 * place] ?? 0, words[4 * place + 3] ?? 0) & mask;
  const holds = (place: number, [first, second, third, last]: IdWords): boolean => {
    const at = 4 * place;
    return words[at + 3] === last && words[at] === first && words[at + 1] === second && words[at + 2] === third;
  };

  /** Where the id is, or the empty slot where it would be. */
  const slotOf = (id: IdWords): number => {
    let slot = hashOf(id[0], id[3]) & mask;
    while (placeIn(slot) !== NONE && !holds(placeIn(slot), id)) slot = (slot + 1) & mask;
    return slot;
  };

  /** What stands behind a gap moves up, or it would not be found any more. */
  const closeGap = (from: number): void => {
    let gap = from;
    for (let slot = (gap + 1) & mask; placeIn(slot) !== NONE; slot = (slot + 1) & mask) {
      const place = placeIn(slot);
      const fromHome = (slot - homeOf(place)) & mask;
      if (fromHome < ((slot - gap) & mask)) continue;
      slots[gap] = place;
      gap = slot;
    }
    slots[gap] = NONE;
  };

  return {
    at: (place) => [
      words[4 * place] ?? 0,
      words[4 * place + 1] ?? 0,
      words[4 * place + 2] ?? 0,
      words[4 * place + 3] ?? 0,
    ],
    placeOf: (id) => {
      const place = placeIn(slotOf(id));
      return place === NONE ? null : place;
    },
    put: (place, id) => {
      words.set(id, 4 * place);
      slots[slotOf(id)] = place;
    },
    free: (place) => {
      let slot = homeOf(place);
      while (placeIn(slot) !== NONE && placeIn(slot) !== place) slot = (slot + 1) & mask;
      if (placeIn(slot) === place) closeGap(slot);
    },
  };
};
