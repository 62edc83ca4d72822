import { closeSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

export interface KeyRow {
  readonly account: number;
  readonly owner: string;
  readonly wrapped: Buffer;
}

/** The key file. Everything is durable when the call returns; errors of the driver are thrown. */
export interface KeyTable {
  readonly find: (account: number, owner: string) => Buffer | null;
  /** One transaction. Says how many were written: a key that is there already stays. */
  readonly insert: (rows: ReadonlyArray<KeyRow>) => number;
  /** The bytes are overwritten in the file, and none stays in the write-ahead log. */
  readonly remove: (account: number, owner: string) => void;
  /** The value that shows under which master key the file was written; written once. */
  readonly checkValue: (first: () => Buffer) => Buffer;
  readonly close: () => void;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS profile_key (
    account INTEGER NOT NULL, owner TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY (account, owner)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS master_key_check (only_row INTEGER PRIMARY KEY CHECK (only_row = 1), value BLOB NOT NULL);
`;

const openDatabase = (file: string): Database.Database => {
  closeSync(openSync(file, 'a', 0o600));
  const database = new Database(file, { timeout: 5_000 });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('secure_delete = ON');
  return database.exec(SCHEMA);
};

export const openKeyTable = (file: string): KeyTable => {
  const database = openDatabase(file);
  const select = database
    .prepare<[number, string], Buffer>('SELECT wrapped FROM profile_key WHERE account = ? AND owner = ?')
    .pluck();
  const insertOne = database.prepare<[number, string, Buffer]>('INSERT OR IGNORE INTO profile_key VALUES (?, ?, ?)');
  const insertAll = database.transaction((rows: ReadonlyArray<KeyRow>) =>
    rows.reduce((written, { account, owner, wrapped }) => written + insertOne.run(account, owner, wrapped).changes, 0),
  );
  const deleteOne = database.prepare<[number, string]>('DELETE FROM profile_key WHERE account = ? AND owner = ?');
  const insertCheck = database.prepare<[Buffer]>('INSERT OR IGNORE INTO master_key_check VALUES (1, ?)');
  const selectCheck = database.prepare<[], Buffer>('SELECT value FROM master_key_check').pluck();
  return {
    find: (account, owner) => select.get(account, owner) ?? null,
    insert: (rows) => insertAll.immediate(rows),
    remove: (account, owner) => {
      deleteOne.run(account, owner);
      database.pragma('wal_checkpoint(TRUNCATE)');
    },
    checkValue: (first) => {
      const known = selectCheck.get();
      if (known !== undefined) return known;
      const value = first();
      insertCheck.run(value);
      return selectCheck.get() ?? value;
    },
    close: () => {
      database.close();
    },
  };
};
