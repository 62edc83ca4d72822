/**
 * A persistent map: `put` and `without` give a new table and leave the old one as it was, copying only the way to one
 * small leaf. Made for many thousands of entries of which a page changes a few.
 */
export interface Table<K extends string | number, V> {
  readonly size: number;
  readonly root: Node<K, V>;
}

/** A branch has a child for each value of the next three bits of the hash. */
type Node<K, V> = Leaf<K, V> | ReadonlyArray<Node<K, V>>;

/** A few entries, key and value at the same place: two short lists are copied ten times as fast as a map. */
interface Leaf<K, V> {
  readonly keys: ReadonlyArray<K>;
  readonly values: ReadonlyArray<V>;
}

const BITS = 3;
const FANOUT = 1 << BITS;
const DEEPEST = 30;
const LEAF_ENTRIES = 8;

export const emptyTable = <K extends string | number, V>(): Table<K, V> => ({
  size: 0,
  root: { keys: [], values: [] },
});

/** Spread over all 32 bits: the lowest are used first. */
const hashOf = (key: string | number): number => {
  if (typeof key === 'number') return mixed(key | 0);
  let hash = 0x811c9dc5;
  for (let at = 0; at < key.length; at += 1) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193);
  return mixed(hash);
};

const mixed = (hash: number): number => {
  const once = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  return (once ^ (once >>> 15)) >>> 0;
};

const isBranch = <K, V>(node: Node<K, V>): node is ReadonlyArray<Node<K, V>> => Array.isArray(node);

export const lookup = <K extends string | number, V>(table: Table<K, V>, key: K): V | undefined => {
  let node: Node<K, V> | undefined = table.root;
  for (let hash = hashOf(key); node !== undefined && isBranch(node); hash >>>= BITS) node = node[hash & (FANOUT - 1)];
  return node === undefined ? undefined : node.values[node.keys.indexOf(key)];
};

export const put = <K extends string | number, V>(table: Table<K, V>, key: K, value: V): Table<K, V> => ({
  size: lookup(table, key) === undefined ? table.size + 1 : table.size,
  root: changed(table.root, hashOf(key), 0, (leaf) => withEntry(leaf, key, value)),
});

const withEntry = <K, V>({ keys, values }: Leaf<K, V>, key: K, value: V): Leaf<K, V> => {
  const place = keys.indexOf(key);
  return place < 0 ? { keys: [...keys, key], values: [...values, value] } : { keys, values: values.with(place, value) };
};

export const without = <K extends string | number, V>(table: Table<K, V>, key: K): Table<K, V> => {
  if (lookup(table, key) === undefined) return table;
  return { size: table.size - 1, root: changed(table.root, hashOf(key), 0, (leaf) => withoutEntry(leaf, key)) };
};

const withoutEntry = <K, V>({ keys, values }: Leaf<K, V>, key: K): Leaf<K, V> => {
  const place = keys.indexOf(key);
  return { keys: keys.toSpliced(place, 1), values: values.toSpliced(place, 1) };
};

export const entriesOf = <K extends string | number, V>(table: Table<K, V>): Generator<readonly [K, V]> =>
  entriesBelow(table.root);

function* entriesBelow<K, V>(node: Node<K, V>): Generator<readonly [K, V]> {
  if (isBranch(node)) for (const child of node) yield* entriesBelow(child);
  else for (const [place, key] of node.keys.entries()) yield [key, node.values[place] as V];
}

export const tableOf = <K extends string | number, V>(entries: Iterable<readonly [K, V]>): Table<K, V> => {
  let table = emptyTable<K, V>();
  for (const [key, value] of entries) table = put(table, key, value);
  return table;
};

type Change<K, V> = (leaf: Leaf<K, V>) => Leaf<K, V>;

const changed = <K extends string | number, V>(
  node: Node<K, V>,
  hash: number,
  depth: number,
  change: Change<K, V>,
): Node<K, V> => {
  if (!isBranch(node)) {
    const leaf = change(node);
    return leaf.keys.length > LEAF_ENTRIES && depth < DEEPEST ? split(leaf, depth) : leaf;
  }
  const place = hash & (FANOUT - 1);
  const copy = node.slice();
  const child = node[place];
  if (child !== undefined) copy[place] = changed(child, hash >>> BITS, depth + BITS, change);
  return copy;
};

const split = <K extends string | number, V>({ keys, values }: Leaf<K, V>, depth: number): Node<K, V> => {
  const children = Array.from({ length: FANOUT }, () => ({ keys: new Array<K>(), values: new Array<V>() }));
  for (const [place, key] of keys.entries()) {
    const child = children[(hashOf(key) >>> depth) & (FANOUT - 1)];
    child?.keys.push(key);
    child?.values.push(values[place] as V);
  }
  return children;
};
