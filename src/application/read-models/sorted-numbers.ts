/** Distinct numbers in rising order; the newest hook nearly always comes last. */
export interface SortedNumbers {
  readonly add: (value: number) => void;
  readonly remove: (value: number) => void;
  /** Those greater than `after`, lazily, in rising order. */
  readonly after: (after: number) => Iterable<number>;
}

export const sortedNumbers = (): SortedNumbers => {
  const values: number[] = [];

  /** Index of the first value that is not less. */
  const placeOf = (value: number): number => {
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[middle] ?? Infinity) < value) low = middle + 1;
      else high = middle;
    }
    return low;
  };

  return {
    add: (value) => {
      const place = placeOf(value);
      if (values[place] !== value) values.splice(place, 0, value);
    },
    remove: (value) => {
      const place = placeOf(value);
      if (values[place] === value) values.splice(place, 1);
    },
    after: function* (after) {
      for (let place = placeOf(after + 1); place < values.length; place += 1) yield values[place] ?? after;
    },
  };
};
