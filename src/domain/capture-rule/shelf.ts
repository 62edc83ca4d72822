import { type Dimension } from '../platform-event/platform-event';
import { textId } from '../platform-event/text-id';
import { getOrPut } from '../shared/get-or-put';
import { type CompiledRule } from './compile-rule';
import { type Matchable } from './deciding-clause';

/** A hook as live capture sees it. */
export interface IndexedHook {
  readonly hook: number;
  readonly revision: number;
  readonly rule: CompiledRule;
}

/** The hooks of one account and one type: each below the ids of one clause, or below none. */
export interface Shelf {
  readonly byDimension: Map<Dimension, Map<string, Array<IndexedHook>>>;
  readonly unrestricted: Array<IndexedHook>;
}

/** A clause as an index uses it: its dimension and the ids that pass. */
export interface Selector {
  readonly dimension: Dimension;
  readonly ids: ReadonlyArray<string>;
}

export const emptyShelf = (): Shelf => ({ byDimension: new Map(), unrestricted: [] });

export const candidatesOn = (shelf: Shelf, event: Matchable): ReadonlyArray<IndexedHook> => {
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

/** The clauses of a rule that an index can use; of equals, the first is taken. */
export const selectorsOf = (rule: CompiledRule): ReadonlyArray<Selector> => {
  const filters = rule.filters.map(({ dimension, ids }) => ({ dimension, ids: [...ids] }));
  const element = rule.element === null ? [] : [{ dimension: 'element' as const, ids: [rule.element] }];
  const database = rule.database === null ? [] : [{ dimension: 'database' as const, ids: [rule.database] }];
  return [...element, ...filters, ...database];
};

/**
 * The clause that leaves the fewest hooks to check: the ids it would be put under plus the hooks already there.
 * So hooks that share a mailing are told apart by their databases, and the other way round.
 */
export const leastCrowded = (shelf: Shelf, selectors: ReadonlyArray<Selector>): Selector | null => {
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

export const putInto = (shelf: Shelf, selector: Selector | null, entry: IndexedHook): void => {
  if (selector === null) {
    insert(shelf.unrestricted, entry);
    return;
  }
  const buckets = getOrPut(shelf.byDimension, selector.dimension, () => new Map<string, Array<IndexedHook>>());
  for (const id of selector.ids)
    insert(
      getOrPut(buckets, id, () => []),
      entry,
    );
};

export const takeFrom = (shelf: Shelf, selector: Selector | null, hook: number): void => {
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

export const isEmpty = (shelf: Shelf): boolean => shelf.unrestricted.length === 0 && shelf.byDimension.size === 0;

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
