import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { boundedCache } from '../bounded-cache';
import { type KeyOwner, type KeyRing } from '../key-ring';
import { type MasterDerivedKeys } from '../master-derived-keys';
import { type KeyRow, type KeyTable } from './key-table';
import { type KeyWriter } from './key-writer';

export interface TableKeyRingParts {
  readonly table: KeyTable;
  readonly writer: KeyWriter;
  readonly keys: MasterDerivedKeys;
  readonly keysCached: number;
}

interface NewKey extends KeyOwner, KeyRow {
  readonly key: KeyObject;
}

const NOTHING_FURTHER = Promise.resolve();

const endOfTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export const tableKeyRing = ({ table, writer, keys, keysCached }: TableKeyRingParts): KeyRing => {
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

  return { known, found: () => NOTHING_FURTHER, made, drop, drops: () => dropped };
};
