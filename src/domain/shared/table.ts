/**
 * A persistent map: `put` and `without` give a new table and leave the old one as it was, copying only the way to one
 * small leaf. Made for many thousands of entries of which a page changes a few.
 */
export interface Table<K extends string | number, V> {
  readonly size: number;
  readonly root: Node<K, V>;
}

/** A leaf holds few entries; a branch has a child for each value of the next five bits of the hash. */
type Node<K, V> = ReadonlyMap<K, V> | ReadonlyArray<Node<K, V>>;

const BITS = 5;
const FANOUT = 1 << BITS;
const DEEPEST = 30;
const LEAF_ENTRIES = 8;

export const emptyTable = <K extends string | number, V>(): Table<K, V> => ({ size: 0, root: new Map<K, V>() });

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
  return node?.get(key);
};

export const put = <K extends string | number, V>(table: Table<K, V>, key: K, value: V): Table<K, V> => ({
  size: lookup(table, key) === undefined ? table.size + 1 : table.size,
  root: changed(table.root, hashOf(key), 0, (leaf) => new Map(leaf).set(key, value)),
});

export const without = <K extends string | number, V>(table: Table<K, V>, key: K): Table<K, V> => {
  if (lookup(table, key) === undefined) return table;
  const shrunk = (leaf: ReadonlyMap<K, V>): ReadonlyMap<K, V> => {
    const copy = new Map(leaf);
    copy.delete(key);
    return copy;
  };
  return { size: table.size - 1, root: changed(table.root, hashOf(key), 0, shrunk) };
};

export const entriesOf = <K extends string | number, V>(table: Table<K, V>): Generator<readonly [K, V]> =>
  entriesBelow(table.root);

function* entriesBelow<K, V>(node: Node<K, V>): Generator<readonly [K, V]> {
  if (!isBranch(node)) yield* node;
  else for (const child of node) yield* entriesBelow(child);
}

export const tableOf = <K extends string | number, V>(entries: Iterable<readonly [K, V]>): Table<K, V> => {
  let table = emptyTable<K, V>();
  for (const [key, value] of entries) table = put(table, key, value);
  return table;
};

type Change<K, V> = (leaf: ReadonlyMap<K, V>) => ReadonlyMap<K, V>;

const changed = <K extends string | number, V>(
  node: Node<K, V>,
  hash: number,
  depth: number,
  change: Change<K, V>,
): Node<K, V> => {
  if (!isBranch(node)) {
    const leaf = change(node);
    return leaf.size > LEAF_ENTRIES && depth < DEEPEST ? split(leaf, depth) : leaf;
  }
  const place = hash & (FANOUT - 1);
  const copy = node.slice();
  const child = node[place];
  if (child !== undefined) copy[place] = changed(child, hash >>> BITS, depth + BITS, change);
  return copy;
};

const split = <K extends string | number, V>(leaf: ReadonlyMap<K, V>, depth: number): Node<K, V> => {
  const children = Array.from({ length: FANOUT }, () => new Map<K, V>());
  for (const [key, value] of leaf) children[(hashOf(key) >>> depth) & (FANOUT - 1)]?.set(key, value);
  return children;
};
