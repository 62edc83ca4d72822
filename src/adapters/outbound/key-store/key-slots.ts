import { type KeyObject } from 'node:crypto';

/** What another thread holds: at most `limit` keys in numbered slots. Both sides change only by what is sent. */
export interface KeySlots {
  /** The slot that holds this very key; null: it is not there. */
  readonly find: (name: string, key: KeyObject) => number | null;
  /** A slot for the key: that of the owner's former key, or the one filled longest ago. */
  readonly place: (name: string, key: KeyObject) => number;
  /** The slot that was the owner's; null: none was. */
  readonly free: (name: string) => number | null;
}

export const keySlots = (limit: number): KeySlots => {
  const held = new Map<string, { readonly slot: number; readonly key: KeyObject }>();
  const names: (string | undefined)[] = [];
  const size = Math.max(1, limit);
  let next = 0;

  const emptied = (): number => {
    const slot = next;
    next = (next + 1) % size;
    const name = names[slot];
    if (name !== undefined) held.delete(name);
    return slot;
  };
  return {
    find: (name, key) => {
      const found = held.get(name);
      return found?.key === key ? found.slot : null;
    },
    place: (name, key) => {
      const slot = held.get(name)?.slot ?? emptied();
      names[slot] = name;
      held.set(name, { slot, key });
      return slot;
    },
    free: (name) => {
      const found = held.get(name);
      if (found === undefined) return null;
      held.delete(name);
      names[found.slot] = undefined;
      return found.slot;
    },
  };
};
