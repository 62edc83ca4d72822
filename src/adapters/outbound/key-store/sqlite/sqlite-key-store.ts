import { type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type KeyStore, type KeyStoreUnavailable } from '../../../../application/ports/key-store';
import { boundedCache } from './bounded-cache';
import { keyRing, type KeyRingParts } from './key-ring';
import { type KeyTable, openKeyTable } from './key-table';
import { keyedPages } from './keyed-pages';
import { inProcessKeyWriter } from './key-writer';
import { type MasterDerivedKeys, masterDerivedKeys } from './master-derived-keys';
import { type Sealer } from './sealer';
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

const wasWrittenUnder = (keys: MasterDerivedKeys, table: KeyTable): boolean =>
  keys.unwrap(
    table.checkValue(() => keys.wrap(CHECKED, CHECKED)),
    CHECKED,
  ) !== null;

const portOf = ({ table, writer, keys, keysCached }: KeyRingParts, sealer: Sealer): ClosableKeyStore => {
  const pages = keyedPages(keyRing({ table, writer, keys, keysCached }), sealer);
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
    seal: (items) => TE.tryCatch(() => pages.seal(items), unavailable),
    open: (items) => TE.tryCatch(() => pages.open(items), unavailable),
    drop: (account, owner) => TE.tryCatch(() => pages.drop(account, owner), unavailable),
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
