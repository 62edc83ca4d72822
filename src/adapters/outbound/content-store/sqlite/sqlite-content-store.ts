import Database from 'better-sqlite3';
import * as TE from 'fp-ts/TaskEither';
import {
  type ClosableContentStore,
  type ContentStoreUnavailable,
  type KeptContent,
} from '../../../../application/ports/content-store';

const SCHEMA = `
  create table if not exists content (
    account integer not null,
    message text not null,
    owner text not null,
    sealed text not null,
    stored_at integer not null,
    primary key (account, message)
  ) without rowid;
  create index if not exists content_by_owner on content (account, owner);
  create index if not exists content_by_age on content (stored_at);
`;

const unavailable = (cause: unknown): ContentStoreUnavailable => ({
  type: 'ContentStoreUnavailable',
  retryable: true,
  detail: `the content file could not be used: ${cause instanceof Error ? cause.message : String(cause)}`,
});

/** What is removed is overwritten, and what is put is on the disk when it answers. */
const opened = (file: string): Database.Database => {
  const database = new Database(file);
  database.pragma('journal_mode = wal');
  database.pragma('synchronous = full');
  database.pragma('secure_delete = on');
  database.exec(SCHEMA);
  return database;
};

type Row = Readonly<Record<'owner' | 'sealed', string>> & { readonly stored_at: number };

const callsOn = (database: Database.Database) => {
  const put = database.prepare<[number, string, string, string, number]>(
    'insert or replace into content (account, message, owner, sealed, stored_at) values (?, ?, ?, ?, ?)',
  );
  const find = database.prepare<[number, string], Row>(
    'select owner, sealed, stored_at from content where account = ? and message = ?',
  );
  const erase = database.prepare<[number, string]>('delete from content where account = ? and owner = ?');
  const expire = database.prepare<[number]>('delete from content where stored_at < ?');
  return {
    put: database.transaction((contents: ReadonlyArray<KeptContent>): void => {
      for (const { account, message, owner, sealed, storedAt } of contents)
        put.run(account, message, owner, sealed, storedAt);
    }),
    find: (account: number, message: string): KeptContent | null => {
      const row = find.get(account, message);
      if (row === undefined) return null;
      return { account, message, owner: row.owner, sealed: row.sealed, storedAt: row.stored_at };
    },
    erase: (account: number, owner: string): number => erase.run(account, owner).changes,
    expire: (before: number): number => expire.run(before).changes,
    /** The log of the file still holds what was removed. */
    truncate: (): void => {
      database.pragma('wal_checkpoint(truncate)');
    },
  };
};

/** Contents in a SQLite file of their own; opened at the first call, so that who keeps none has no file. */
export const sqliteContentStore = ({ file }: { readonly file: string }): ClosableContentStore => {
  let open: { readonly database: Database.Database; readonly calls: ReturnType<typeof callsOn> } | null = null;
  let closed = false;

  const calls = (): ReturnType<typeof callsOn> => {
    if (closed) throw new Error('it is closed');
    if (open === null) {
      const database = opened(file);
      open = { database, calls: callsOn(database) };
    }
    return open.calls;
  };
  const asking = <A>(call: (on: ReturnType<typeof callsOn>) => A): TE.TaskEither<ContentStoreUnavailable, A> =>
    TE.tryCatch(() => Promise.resolve().then(() => call(calls())), unavailable);
  const removing = (remove: (on: ReturnType<typeof callsOn>) => number) =>
    asking((on) => {
      const removed = remove(on);
      if (removed > 0) on.truncate();
      return removed;
    });

  return {
    put: (contents) =>
      asking((on) => {
        on.put(contents);
      }),
    find: (account, messages) => asking((on) => messages.map((message) => on.find(account, message))),
    erase: (account, owner) => removing((on) => on.erase(account, owner)),
    expire: (before) => removing((on) => on.expire(before)),
    close: () => {
      closed = true;
      open?.database.close();
      open = null;
      return Promise.resolve();
    },
  };
};
