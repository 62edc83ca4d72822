/** Far above any block; keeps a damaged range from filling the memory. */
const MOST_INDEXES = 100_000;

/** [0,1,2,5] becomes `0-2,5`. The order is kept, also when it is not ascending. */
export const writeRanges = (indexes: ReadonlyArray<number>): string => {
  let written = '';
  let at = 0;
  while (at < indexes.length) {
    const first = indexes[at] ?? 0;
    let last = first;
    at += 1;
    while (indexes[at] === last + 1) {
      last += 1;
      at += 1;
    }
    const range = last === first ? String(first) : `${String(first)}-${String(last)}`;
    written = written === '' ? range : `${written},${range}`;
  }
  return written;
};

/** Null: no list of ranges. */
export const readRanges = (ranges: string): ReadonlyArray<number> | null => {
  const indexes: Array<number> = [];
  if (ranges === '') return indexes;
  for (const range of ranges.split(',')) {
    const dash = range.indexOf('-');
    const first = wholeNumber(dash < 0 ? range : range.slice(0, dash));
    const last = dash < 0 ? first : wholeNumber(range.slice(dash + 1));
    if (!(first <= last) || indexes.length + last - first >= MOST_INDEXES) return null;
    for (let index = first; index <= last; index += 1) indexes.push(index);
  }
  return indexes;
};

/** Digits only; NaN otherwise. */
const wholeNumber = (digits: string): number => {
  if (digits.length === 0 || digits.length > 9) return NaN;
  let value = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = digits.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return NaN;
    value = value * 10 + digit;
  }
  return value;
};
