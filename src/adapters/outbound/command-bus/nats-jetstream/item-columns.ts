import { listOf, type Shape } from '../../../../application/codecs/shape';

/** One field of all items of a block: a single value where they agree, else a value each. */
export type Column<T> = T | ReadonlyArray<T>;

type Single = string | number | null;

export const column = <T extends Single>(single: Shape<T>): Shape<Column<T>> => {
  const each = listOf(single);
  return (value) => (Array.isArray(value) ? each(value) : single(value));
};

export const columnOf = <I, T extends Single>(items: ReadonlyArray<I>, field: (item: I) => T): Column<T> => {
  const values = items.map(field);
  const [first] = values;
  return first !== undefined && values.every((value) => value === first) ? first : values;
};

const isList = <T extends Single>(given: Column<T>): given is ReadonlyArray<T> => Array.isArray(given);

/** The value of the item at that place; `otherwise` only where the column is too short, which was checked. */
export const valueAt = <T extends Single>(given: Column<T>, at: number, otherwise: T): T =>
  isList(given) ? (given[at] ?? otherwise) : given;

/** Null: every list among them has that many values. */
export const problemOfLengths = (columns: Readonly<Record<string, unknown>>, length: number): string | null => {
  const wrong = Object.entries(columns).find(([, given]) => Array.isArray(given) && given.length !== length);
  return wrong === undefined ? null : `${wrong[0]}: has another length than there are items`;
};
