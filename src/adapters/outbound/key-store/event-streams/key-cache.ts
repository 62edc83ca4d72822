import { type KeyObject } from 'node:crypto';
import { boundedCache } from '../bounded-cache';

/** Where an event stands: in its stream, and in the log. */
export interface Place {
  readonly revision: bigint;
  readonly position: bigint;
}

/**
 * Keys at hand, by owner. Answers of the log and what the subscription tells come in any order: a key never comes back
 * after a drop of it is known here, and with nobody to tell of drops nothing is kept.
 */
export interface KeyCache {
  readonly get: (name: string) => KeyObject | null;
  /** Something about the owner is under way: a drop that becomes known meanwhile stands against older answers. */
  readonly during: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>;
  /** An answer of the log: the key to use. Null: it was dropped since; ask again. */
  readonly put: (name: string, revision: bigint, key: KeyObject) => KeyObject | null;
  /** The subscription tells of a key; it is unwrapped at its first use. */
  readonly toldMade: (name: string, revision: bigint, wrapped: string) => void;
  readonly toldDropped: (name: string, revision: bigint) => void;
  /** Dropped by this process, inside `during`: remembered until the subscription has passed it. */
  readonly droppedHere: (name: string, place: Place) => void;
  /** The subscription has told everything up to this position. */
  readonly followedTo: (position: bigint) => void;
  /** The subscription ended. */
  readonly unfollowed: () => void;
  readonly drops: () => number;
}

interface Held {
  readonly revision: bigint;
  readonly wrapped: string;
  key: KeyObject | null;
}
interface Guard {
  holders: number;
  /** Revision of the newest drop known; what stands before it is gone. */
  dropped: bigint;
}

const NEVER = -1n;

export const keyCache = (keysCached: number, unwrap: (name: string, wrapped: string) => KeyObject | null): KeyCache => {
  let entries = boundedCache<Held>(keysCached);
  const guards = new Map<string, Guard>();
  /** Drops of this process that the subscription has yet to tell, by position. */
  const untold = new Map<string, bigint>();
  let followed: bigint | null = null;
  let drops = 0;

  const hold = (name: string): void => {
    const guard = guards.get(name);
    if (guard === undefined) guards.set(name, { holders: 1, dropped: NEVER });
    else guard.holders += 1;
  };
  const release = (name: string): void => {
    const guard = guards.get(name);
    if (guard === undefined) return;
    guard.holders -= 1;
    if (guard.holders === 0) guards.delete(name);
  };
  const dropped = (name: string, revision: bigint): void => {
    drops += 1;
    const held = entries.get(name);
    if (held !== undefined && held.revision < revision) entries.delete(name);
    const guard = guards.get(name);
    if (guard !== undefined && guard.dropped < revision) guard.dropped = revision;
  };
  const isGone = (name: string, revision: bigint): boolean => (guards.get(name)?.dropped ?? NEVER) > revision;

  return {
    get: (name) => {
      const held = entries.get(name);
      if (held === undefined) return null;
      held.key ??= unwrap(name, held.wrapped);
      if (held.key === null) entries.delete(name);
      return held.key;
    },
    during: async (name, work) => {
      hold(name);
      try {
        return await work();
      } finally {
        release(name);
      }
    },
    put: (name, revision, key) => {
      const held = entries.get(name);
      if (isGone(name, revision) || (held !== undefined && held.revision > revision)) return null;
      if (held?.revision === revision && held.key !== null) return held.key;
      if (followed !== null) entries.set(name, { revision, wrapped: '', key });
      return key;
    },
    toldMade: (name, revision, wrapped) => {
      const held = entries.get(name);
      if (isGone(name, revision) || (held !== undefined && held.revision >= revision)) return;
      entries.set(name, { revision, wrapped, key: null });
    },
    toldDropped: dropped,
    droppedHere: (name, { revision, position }) => {
      dropped(name, revision);
      if (followed === null || position <= followed) return;
      if (!untold.has(name)) hold(name);
      untold.set(name, position);
    },
    followedTo: (position) => {
      followed = position;
      for (const [name, at] of untold) {
        if (at > position) continue;
        untold.delete(name);
        release(name);
      }
    },
    unfollowed: () => {
      followed = null;
      entries = boundedCache(keysCached);
      for (const name of untold.keys()) release(name);
      untold.clear();
    },
    drops: () => drops,
  };
};
