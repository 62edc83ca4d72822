import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { boundedCache } from './bounded-cache';
import { type KeyRow, type KeyTable } from './key-table';
import { type KeyWriter } from './key-writer';
import { type MasterDerivedKeys } from './master-derived-keys';

/** Whose key: `name` is account and owner as one text, to which everything sealed is bound. */
export interface KeyOwner {
  readonly account: number;
  readonly owner: string;
  readonly name: string;
}
export interface KeyRing {
  /** The key there is; null: none yet, or dropped. */
  readonly known: (owner: KeyOwner) => KeyObject | null;
  /** The key there is or a new one, durable when it resolves; calls for the same owner get the same key. */
  readonly made: (owner: KeyOwner) => Promise<KeyObject>;
  readonly drop: (owner: KeyOwner) => Promise<void>;
  /** How many were dropped so far: a key looked up before the last of them may be one of them. */
  readonly drops: () => number;
}
export interface KeyRingParts {
  readonly table: KeyTable;
  readonly writer: KeyWriter;
  readonly keys: MasterDerivedKeys;
  readonly keysCached: number;
}

interface NewKey extends KeyOwner, KeyRow {
  readonly key: KeyObject;
}

const endOfTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export const keyRing = ({ table, writer, keys, keysCached }: KeyRingParts): KeyRing => {
  const cache = boundedCache<KeyObject>(keysCached);
  const coming = new Map<string, Promise<KeyObject>>();
  let waiting: NewKey[] = [];
  let writing: Promise<void> = Promise.resolve();
  let nextGroup: Promise<void> | null = null;
  let dropped = 0;

  const known = (owner: KeyOwner): KeyObject | null => {
    const cached = cache.get(owner.name);
    if (cached !== undefined) return cached;
    const wrapped = table.find(owner.account, owner.owner);
    if (wrapped === null) return null;
    const key = keys.unwrap(wrapped, Buffer.from(owner.name));
    if (key === null) throw new Error('a key in the file is damaged; bring the file back from a backup');
    cache.set(owner.name, key);
    return key;
  };

  const writeGroup = async (): Promise<void> => {
    nextGroup = null;
    const group = waiting;
    waiting = [];
    const written = await writer.insert(group);
    // Fewer written: another process was first for some, and its keys count.
    if (written === group.length) for (const { name, key } of group) cache.set(name, key);
  };

  /** Calls of one turn of the event loop, and all that come while a group is being written, share a transaction. */
  const inNextGroup = (): Promise<void> => {
    nextGroup ??= writing = writing
      .catch(() => undefined)
      .then(endOfTurn)
      .then(writeGroup);
    return nextGroup;
  };

  const make = async (owner: KeyOwner): Promise<KeyObject> => {
    const bytes = randomBytes(32);
    waiting.push({ ...owner, key: createSecretKey(bytes), wrapped: keys.wrap(bytes, Buffer.from(owner.name)) });
    await inNextGroup();
    const key = known(owner);
    if (key === null) throw new Error('a key was dropped while it was being made');
    return key;
  };

  const made = (owner: KeyOwner): Promise<KeyObject> => {
    const under = coming.get(owner.name);
    if (under !== undefined) return under;
    const key = make(owner).finally(() => coming.delete(owner.name));
    coming.set(owner.name, key);
    return key;
  };

  const drop = async (owner: KeyOwner): Promise<void> => {
    await coming.get(owner.name)?.catch(() => undefined);
    cache.delete(owner.name);
    await writer.remove(owner.account, owner.owner);
    cache.delete(owner.name);
    dropped += 1;
  };

  return { known, made, drop, drops: () => dropped };
};
