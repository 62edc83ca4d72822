import { type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import {
  type KeyStore,
  type KeyStoreUnavailable,
  type ToOpen,
  type ToSeal,
} from '../../../../application/ports/key-store';
import { boundedCache } from './bounded-cache';
import { type KeyOwner, type KeyRing, keyRing, type KeyRingParts } from './key-ring';
import { type KeyTable, openKeyTable } from './key-table';
import { inProcessKeyWriter } from './key-writer';
import { type MasterDerivedKeys, masterDerivedKeys } from './master-derived-keys';
import { type KeyedText, type SealedTexts, type Sealer, workHere } from './sealer';
import { threadKeyWriter } from './thread-key-writer';
import { threadSealer } from './thread-sealer';

export interface SqliteKeyStoreOptions {
  /** Path of the key file, created when missing. */
  readonly file: string;
  /** 32 bytes. */
  readonly masterKey: KeyObject;
  /** Keys held ready to use, about 1 KiB each; as many at most in the thread that seals. Default 20,000. */
  readonly keysCached?: number;
  /** Who waits for the disk when a key is new: a thread of its own (default), or the calling one. */
  readonly writer?: 'thread' | 'in-process';
  /** Calls with at least this many items are sealed and opened in a thread of their own, started at the first. Default 20. */
  readonly threadFrom?: number;
}
export interface ClosableKeyStore extends KeyStore {
  readonly close: () => Promise<void>;
}
/** The key file was written under another master key; nothing in it could be opened. */
export interface MasterKeyMismatch {
  readonly type: 'MasterKeyMismatch';
  readonly file: string;
  readonly detail: string;
}

const CHECKED = Buffer.from('master key check');

const unavailable = (cause: unknown): KeyStoreUnavailable => ({
  type: 'KeyStoreUnavailable',
  retryable: true,
  detail: `the key file could not be used: ${cause instanceof Error ? cause.message : String(cause)}`,
});

const mismatch = (file: string): MasterKeyMismatch => ({
  type: 'MasterKeyMismatch',
  file,
  detail: `the keys in ${file} were written under another master key: give back that master key (environment or key file), or start with an empty data folder`,
});

const ownerOf = ({ account, owner }: { readonly account: number; readonly owner: string }): KeyOwner => ({
  account,
  owner,
  name: `${String(account)}/${owner}`,
});

const wasWrittenUnder = (keys: MasterDerivedKeys, table: KeyTable): boolean =>
  keys.unwrap(
    table.checkValue(() => keys.wrap(CHECKED, CHECKED)),
    CHECKED,
  ) !== null;

const isText = (text: string | null): text is string => text !== null;

const sealPage = async (
  ring: KeyRing,
  sealer: Sealer,
  items: ReadonlyArray<ToSeal>,
): Promise<ReadonlyArray<string>> => {
  const drops = ring.drops();
  const owners = items.map(ownerOf);
  const keys = owners.map((owner) => ring.known(owner));
  const made = new Map<string, KeyObject>();
  const missing = owners.filter((_, index) => keys[index] === null);
  if (missing.length > 0) await Promise.all(missing.map(async (owner) => made.set(owner.name, await ring.made(owner))));
  const texts = items.map((item, index): KeyedText => {
    const { name } = owners[index] ?? ownerOf(item);
    return { name, key: keys[index] ?? made.get(name) ?? null, text: item.plain };
  });
  // A key that was dropped meanwhile seals here for the last time: given to the sealer, it would be held again.
  const sealed = ring.drops() === drops ? await sealer.work('seal', texts) : workHere('seal', texts);
  if (!sealed.every(isText)) throw new Error('a key was neither known nor made');
  return sealed;
};

const openPage = async (ring: KeyRing, sealer: Sealer, items: ReadonlyArray<ToOpen>): Promise<SealedTexts> =>
  sealer.work(
    'open',
    items.map((item) => {
      const owner = ownerOf(item);
      return { name: owner.name, key: ring.known(owner), text: item.sealed };
    }),
  );

const dropKey = async (ring: KeyRing, sealer: Sealer, owner: KeyOwner): Promise<void> => {
  await ring.drop(owner);
  await sealer.forget(owner.name);
};

const portOf = ({ table, writer, keys, keysCached }: KeyRingParts, sealer: Sealer): ClosableKeyStore => {
  const ring = keyRing({ table, writer, keys, keysCached });
  const pseudonyms = boundedCache<string>(keysCached * 2);
  return {
    pseudonym: (account, profileId) => {
      const name = `${String(account)}/${profileId}`;
      const known = pseudonyms.get(name);
      if (known !== undefined) return known;
      const pseudonym = keys.pseudonym(account, profileId);
      pseudonyms.set(name, pseudonym);
      return pseudonym;
    },
    seal: (items) => TE.tryCatch(() => sealPage(ring, sealer, items), unavailable),
    open: (items) => TE.tryCatch(() => openPage(ring, sealer, items), unavailable),
    drop: (account, owner) => TE.tryCatch(() => dropKey(ring, sealer, ownerOf({ account, owner })), unavailable),
    close: async () => {
      await writer.close();
      await sealer.close();
      table.close();
    },
  };
};

/** Profile keys in a SQLite file of their own, wrapped by the master key; a key is durable before what it sealed is handed out. */
export const openSqliteKeyStore = ({
  file,
  masterKey,
  keysCached = 20_000,
  writer: where = 'thread',
  threadFrom = 20,
}: SqliteKeyStoreOptions): E.Either<MasterKeyMismatch | KeyStoreUnavailable, ClosableKeyStore> =>
  pipe(
    E.tryCatch(() => openKeyTable(file), unavailable),
    E.flatMap((table) => {
      const keys = masterDerivedKeys(masterKey);
      const writer = where === 'thread' ? threadKeyWriter(file) : inProcessKeyWriter(table);
      const sealer = threadSealer({ from: threadFrom, keysHeld: keysCached });
      if (wasWrittenUnder(keys, table)) return E.right(portOf({ table, writer, keys, keysCached }, sealer));
      table.close();
      return E.left(mismatch(file));
    }),
  );
