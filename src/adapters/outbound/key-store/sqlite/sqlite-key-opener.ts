import { type KeyObject } from 'node:crypto';
import * as TE from 'fp-ts/TaskEither';
import { type KeyStore, type ToOpen } from '../../../../application/ports/key-store';
import { boundedCache } from '../bounded-cache';
import { masterDerivedKeys } from '../master-derived-keys';
import { workOn } from '../text-sealing';
import { keyFileUnavailable } from './key-file-unavailable';
import { openKeyTable } from './key-table';

export interface SqliteKeyOpener extends Pick<KeyStore, 'open'> {
  /** Keys are looked up in the file again: some may have been dropped. */
  readonly forgetKeys: () => void;
  readonly close: () => void;
}

interface HeldKey {
  readonly bound: Buffer;
  readonly key: KeyObject;
}

const KEYS_HELD = 20_000;

/** Opens texts in the calling thread, beside the key store that has the file. */
export const sqliteKeyOpener = (file: string, masterKey: KeyObject): SqliteKeyOpener => {
  const table = openKeyTable(file);
  const keys = masterDerivedKeys(masterKey);
  let cache = boundedCache<HeldKey>(KEYS_HELD);

  const heldOf = (account: number, owner: string): HeldKey | null => {
    const name = `${String(account)}/${owner}`;
    const cached = cache.get(name);
    if (cached !== undefined) return cached;
    const wrapped = table.find(account, owner);
    if (wrapped === null) return null;
    const bound = Buffer.from(name);
    const key = keys.unwrap(wrapped, bound);
    if (key === null) throw new Error('a key in the file is damaged; bring the file back from a backup');
    const held = { bound, key };
    cache.set(name, held);
    return held;
  };
  const openOne = ({ account, owner, sealed }: ToOpen): string | null => {
    const held = heldOf(account, owner);
    return held === null ? null : workOn('open', held.key, held.bound, sealed);
  };

  return {
    open: (items) => TE.tryCatch(() => Promise.resolve().then(() => items.map(openOne)), keyFileUnavailable),
    forgetKeys: () => {
      cache = boundedCache(KEYS_HELD);
    },
    close: table.close,
  };
};
