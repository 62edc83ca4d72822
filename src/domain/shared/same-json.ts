const sorted = (_key: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value;

/** The order of fields is no difference, nor is an absent field against an undefined one. */
export const isSameJson = (left: object, right: object): boolean =>
  JSON.stringify(left, sorted) === JSON.stringify(right, sorted);
