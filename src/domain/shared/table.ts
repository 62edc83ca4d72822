/**
 * A persistent map: `put` and `without` give a new table and leave the old one as it was, copying one small bucket.
 * Made for many thousands of entries of which a page changes a few.
 */
export interface Table<K extends string | number, V> {
  readonly size: number;
  readonly buckets: ReadonlyArray<ReadonlyMap<K, V>>;
}

const ENTRIES_PER_BUCKET = 8;

export const emptyTable = <K extends string | number, V>(): Table<K, V> => ({ size: 0, buckets: [new Map<K, V>()] });

const hashOf = (key: string | number): number => {
  if (typeof key === 'number') return Math.imul(key, 0x9e3779b1) >>> 7;
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};

const placeOf = (key: string | number, buckets: number): number => hashOf(key) & (buckets - 1);

export const lookup = <K extends string | number, V>(table: Table<K, V>, key: K): V | undefined =>
  table.buckets[placeOf(key, table.buckets.length)]?.get(key);

export const put = <K extends string | number, V>(table: Table<K, V>, key: K, value: V): Table<K, V> => {
  const roomy = table.size < table.buckets.length * ENTRIES_PER_BUCKET ? table : grown(table);
  const place = placeOf(key, roomy.buckets.length);
  const bucket = new Map(roomy.buckets[place]);
  const before = bucket.size;
  bucket.set(key, value);
  return { size: roomy.size + bucket.size - before, buckets: replaced(roomy.buckets, place, bucket) };
};

export const without = <K extends string | number, V>(table: Table<K, V>, key: K): Table<K, V> => {
  const place = placeOf(key, table.buckets.length);
  const bucket = new Map(table.buckets[place]);
  if (!bucket.delete(key)) return table;
  return { size: table.size - 1, buckets: replaced(table.buckets, place, bucket) };
};

export function* entriesOf<K extends string | number, V>(table: Table<K, V>): Generator<readonly [K, V]> {
  for (const bucket of table.buckets) yield* bucket;
}

export const tableOf = <K extends string | number, V>(entries: Iterable<readonly [K, V]>): Table<K, V> => {
  let table = emptyTable<K, V>();
  for (const [key, value] of entries) table = put(table, key, value);
  return table;
};

const replaced = <V>(list: ReadonlyArray<V>, at: number, value: V): ReadonlyArray<V> => {
  const copy = list.slice();
  copy[at] = value;
  return copy;
};

const grown = <K extends string | number, V>(table: Table<K, V>): Table<K, V> => {
  const buckets = Array.from({ length: table.buckets.length * 4 }, () => new Map<K, V>());
  for (const [key, value] of entriesOf(table)) buckets[placeOf(key, buckets.length)]?.set(key, value);
  return { size: table.size, buckets };
};
