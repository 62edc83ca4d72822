import { getOrPut } from '../shared/get-or-put';
import { type CaptureRule } from './capture-rule';
import { compileRule } from './compile-rule';
import { type Matchable } from './deciding-clause';
import {
  candidatesOn,
  emptyShelf,
  isEmpty,
  leastCrowded,
  putInto,
  selectorsOf,
  takeFrom,
  type IndexedHook,
  type Selector,
  type Shelf,
} from './shelf';

export { type IndexedHook } from './shelf';

/** Finds the hooks an event may concern without walking all of them. */
export interface HookIndex {
  /** Adds a hook, or puts the new revision in the place of the old one. */
  readonly add: (hook: number, revision: number, rule: CaptureRule) => void;
  readonly remove: (hook: number) => void;
  /** A superset of the hooks that match, by ascending id; each still has to be checked. */
  readonly candidates: (event: Matchable) => ReadonlyArray<IndexedHook>;
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
      const shelf = getOrPut(shelves, type, emptyShelf);
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
