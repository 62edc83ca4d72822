import { type Dimension } from '../platform-event/platform-event';
import { textId } from '../platform-event/text-id';
import { type CaptureRule } from './capture-rule';
import { compileRule, type CompiledRule } from './compile-rule';
import { type Matchable } from './deciding-clause';

/** A hook as live capture sees it. */
export interface IndexedHook {
  readonly hook: number;
  readonly revision: number;
  readonly rule: CompiledRule;
}

/** Finds the hooks an event may concern without walking all of them. */
export interface HookIndex {
  /** Adds a hook, or puts the new revision in the place of the old one. */
  readonly add: (hook: number, revision: number, rule: CaptureRule) => void;
  readonly remove: (hook: number) => void;
  /** A superset of the hooks that match, by ascending id; each still has to be checked. */
  readonly candidates: (event: Matchable) => ReadonlyArray<IndexedHook>;
}

/** The hooks of one account and one type: each below the ids of one clause, or below none. */
interface Shelf {
  readonly byDimension: Map<Dimension, Map<string, Array<IndexedHook>>>;
  readonly unrestricted: Array<IndexedHook>;
}

interface Selector {
  readonly dimension: Dimension;
  readonly ids: ReadonlyArray<string>;
}

interface Placement {
  readonly type: string;
  readonly selector: Selector | null;
}

export const hookIndex = (): HookIndex => {
  const accounts = new Map<number, Map<string, Shelf>>();
  const placed = new Map<number, { readonly entry: IndexedHook; readonly placements: ReadonlyArray<Placement> }>();

  const remove = (hook: number): void => {
    const known = placed.get(hook);
    if (known === undefined) return;
    placed.delete(hook);
    const shelves = accounts.get(known.entry.rule.account);
    if (shelves === undefined) return;
    for (const { type, selector } of known.placements) {
      const shelf = shelves.get(type);
      if (shelf === undefined) continue;
      takeFrom(shelf, selector, hook);
      if (isEmpty(shelf)) shelves.delete(type);
    }
    if (shelves.size === 0) accounts.delete(known.entry.rule.account);
  };

  const add = (hook: number, revision: number, rule: CaptureRule): void => {
    remove(hook);
    const entry: IndexedHook = { hook, revision, rule: compileRule(rule) };
    const shelves = getOrPut(accounts, rule.account, () => new Map<string, Shelf>());
    const selectors = selectorsOf(entry.rule);
    const placements: Array<Placement> = [];
    for (const type of entry.rule.types) {
      const shelf = getOrPut(shelves, type, () => ({ byDimension: new Map(), unrestricted: [] }));
      const selector = leastCrowded(shelf, selectors);
      putInto(shelf, selector, entry);
      placements.push({ type, selector });
    }
    placed.set(hook, { entry, placements });
  };

  const candidates = (event: Matchable): ReadonlyArray<IndexedHook> => {
    const shelf = event.capture ? accounts.get(event.account)?.get(event.type) : undefined;
    return shelf === undefined ? [] : candidatesOn(shelf, event);
  };

  return { add, remove, candidates };
};

const candidatesOn = (shelf: Shelf, event: Matchable): ReadonlyArray<IndexedHook> => {
  let found: ReadonlyArray<IndexedHook> = shelf.unrestricted.slice();
  for (const [dimension, buckets] of shelf.byDimension) {
    const id = textId(event.subjects[dimension]);
    const bucket = id === null ? undefined : buckets.get(id);
    if (bucket !== undefined) found = found.length === 0 ? bucket.slice() : merged(found, bucket);
  }
  return found;
};

const merged = (one: ReadonlyArray<IndexedHook>, other: ReadonlyArray<IndexedHook>): ReadonlyArray<IndexedHook> =>
  one.concat(other).sort((a, b) => a.hook - b.hook);

const selectorsOf = (rule: CompiledRule): ReadonlyArray<Selector> => {
  const filters = rule.filters.map(({ dimension, ids }) => ({ dimension, ids: [...ids] }));
  const element = rule.element === null ? [] : [{ dimension: 'element' as const, ids: [rule.element] }];
  const database = rule.database === null ? [] : [{ dimension: 'database' as const, ids: [rule.database] }];
  return [...element, ...filters, ...database];
};

/**
 * The clause that leaves the fewest hooks to check: the ids it would be put under plus the hooks already there.
 * So hooks that share a mailing are told apart by their databases, and the other way round.
 */
const leastCrowded = (shelf: Shelf, selectors: ReadonlyArray<Selector>): Selector | null => {
  let best: Selector | null = null;
  let least = Infinity;
  for (const selector of selectors) {
    const buckets = shelf.byDimension.get(selector.dimension);
    let crowd = selector.ids.length;
    for (const id of selector.ids) crowd += buckets?.get(id)?.length ?? 0;
    if (crowd < least) {
      best = selector;
      least = crowd;
    }
  }
  return best;
};

const putInto = (shelf: Shelf, selector: Selector | null, entry: IndexedHook): void => {
  if (selector === null) {
    insert(shelf.unrestricted, entry);
    return;
  }
  const buckets = getOrPut(shelf.byDimension, selector.dimension, () => new Map<string, Array<IndexedHook>>());
  for (const id of selector.ids) insert(getOrPut(buckets, id, () => []), entry);
};

const takeFrom = (shelf: Shelf, selector: Selector | null, hook: number): void => {
  if (selector === null) {
    withdraw(shelf.unrestricted, hook);
    return;
  }
  const buckets = shelf.byDimension.get(selector.dimension);
  if (buckets === undefined) return;
  for (const id of selector.ids) {
    const bucket = buckets.get(id);
    if (bucket !== undefined && withdraw(bucket, hook) === 0) buckets.delete(id);
  }
  if (buckets.size === 0) shelf.byDimension.delete(selector.dimension);
};

const isEmpty = (shelf: Shelf): boolean => shelf.unrestricted.length === 0 && shelf.byDimension.size === 0;

/** Where the hook stands, or would stand, in a bucket sorted by id. */
const placeOf = (bucket: ReadonlyArray<IndexedHook>, hook: number): number => {
  let low = 0;
  let high = bucket.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((bucket[middle]?.hook ?? Infinity) < hook) low = middle + 1;
    else high = middle;
  }
  return low;
};

const insert = (bucket: Array<IndexedHook>, entry: IndexedHook): void => {
  bucket.splice(placeOf(bucket, entry.hook), 0, entry);
};

const withdraw = (bucket: Array<IndexedHook>, hook: number): number => {
  bucket.splice(placeOf(bucket, hook), 1);
  return bucket.length;
};

const getOrPut = <K, V>(map: Map<K, V>, key: K, make: () => V): V => {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
};
