import { type Feed } from './feed';

/** Reads that stand at the end of a page, for whoever asks for the next one; ended when nobody does. */
export interface ParkedReads {
  /** The read that stands behind this place; it is the caller's now. */
  readonly take: (prefixes: ReadonlyArray<string>, after: bigint | null) => Feed | null;
  readonly keep: (prefixes: ReadonlyArray<string>, after: bigint | null, feed: Feed) => void;
  readonly close: () => void;
}

interface Parked {
  readonly feed: Feed;
  readonly timer: NodeJS.Timeout;
}

const MOST = 4;
const IDLE_MS = 3_000;

const keyOf = (prefixes: ReadonlyArray<string>, after: bigint | null): string =>
  JSON.stringify([prefixes, String(after)]);

export const parkedReads = (idleMs = IDLE_MS): ParkedReads => {
  const parked = new Map<string, Parked>();

  const remove = (key: string): Feed | null => {
    const found = parked.get(key);
    if (found === undefined) return null;
    clearTimeout(found.timer);
    parked.delete(key);
    return found.feed;
  };
  const drop = (key: string): void => remove(key)?.cancel();

  return {
    take: (prefixes, after) => remove(keyOf(prefixes, after)),
    keep: (prefixes, after, feed) => {
      const key = keyOf(prefixes, after);
      drop(key);
      const [oldest] = parked.keys();
      if (parked.size >= MOST && oldest !== undefined) drop(oldest);
      parked.set(key, { feed, timer: setTimeout(drop, idleMs, key).unref() });
    },
    close: () => {
      for (const key of [...parked.keys()]) drop(key);
    },
  };
};
