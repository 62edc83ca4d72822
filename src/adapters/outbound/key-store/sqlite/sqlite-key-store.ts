import { type KeyObject } from 'node:crypto';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type ClosableKeyStore, type KeyStoreUnavailable } from '../../../../application/ports/key-store';
import { keyedPages } from '../keyed-pages';
import { type MasterDerivedKeys, masterDerivedKeys } from '../master-derived-keys';
import { pseudonyms } from '../pseudonyms';
import { type Sealer } from '../sealer';
import { threadSealer } from '../thread-sealer';
import { keyFileUnavailable } from './key-file-unavailable';
import { type KeyTable, openKeyTable } from './key-table';
import { inProcessKeyWriter } from './key-writer';
import { tableKeyRing, type TableKeyRingParts } from './table-key-ring';
import { threadKeyWriter } from './thread-key-writer';

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
/** The key file was written under another master key; nothing in it could be opened. */
export interface MasterKeyMismatch {
  readonly type: 'MasterKeyMismatch';
  readonly file: string;
  readonly detail: string;
}

const mismatch = (file: string): MasterKeyMismatch => ({
  type: 'MasterKeyMismatch',
  file,
  detail: `the keys in ${file} were written under another master key: give back that master key (environment or key file), or start with an empty data folder`,
});

const wasWrittenUnder = (keys: MasterDerivedKeys, table: KeyTable): boolean =>
  keys.accepts(table.checkValue(keys.checkValue));

const portOf = (parts: TableKeyRingParts, sealer: Sealer): ClosableKeyStore => {
  const { table, writer, keys, keysCached } = parts;
  const pages = keyedPages(tableKeyRing(parts), sealer);
  return {
    pseudonym: pseudonyms(keys, keysCached * 2),
    seal: (items) => TE.tryCatch(() => pages.seal(items), keyFileUnavailable),
    open: (items) => TE.tryCatch(() => pages.open(items), keyFileUnavailable),
    drop: (account, owner) => TE.tryCatch(() => pages.drop(account, owner), keyFileUnavailable),
    // Opening the file has checked it.
    ready: TE.right(undefined),
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
    E.tryCatch(() => openKeyTable(file), keyFileUnavailable),
    E.flatMap((table) => {
      const keys = masterDerivedKeys(masterKey);
      const writer = where === 'thread' ? threadKeyWriter(file) : inProcessKeyWriter(table);
      const sealer = threadSealer({ from: threadFrom, keysHeld: keysCached });
      if (wasWrittenUnder(keys, table)) return E.right(portOf({ table, writer, keys, keysCached }, sealer));
      table.close();
      return E.left(mismatch(file));
    }),
  );
