import type BetterSqlite3 from 'better-sqlite3';

/** Raised with every change of the tables or of what the fold writes: an older file is filled again from the log. */
export const SCHEMA_VERSION = 3;

const TABLES = `
CREATE TABLE progress (only INTEGER PRIMARY KEY CHECK (only = 0), position INTEGER NOT NULL);
CREATE TABLE hooks (hook INTEGER PRIMARY KEY, account INTEGER NOT NULL, deleted INTEGER NOT NULL, discarded_to INTEGER NOT NULL);
CREATE INDEX hooks_by_account ON hooks (account, hook);
CREATE TABLE blocks (
  root TEXT NOT NULL PRIMARY KEY, hook INTEGER NOT NULL, account INTEGER NOT NULL, kind TEXT NOT NULL,
  from_position INTEGER NOT NULL, to_position INTEGER NOT NULL,
  n INTEGER NOT NULL, bytes INTEGER NOT NULL, revision INTEGER NOT NULL, captured_at INTEGER NOT NULL,
  waiting INTEGER NOT NULL, delivered INTEGER NOT NULL, parked INTEGER NOT NULL, discarded INTEGER NOT NULL,
  detail TEXT NOT NULL
);
-- Without the root in them the indexes are half as large; rows that agree in all the rest are put in order when read.
CREATE INDEX blocks_by_account ON blocks (account, captured_at, from_position);
CREATE INDEX blocks_by_hook ON blocks (hook, captured_at, from_position);
CREATE INDEX blocks_by_stretch ON blocks (hook, kind, from_position);
CREATE INDEX blocks_waiting ON blocks (hook, captured_at, from_position) WHERE waiting > 0;
CREATE INDEX blocks_parked ON blocks (hook, captured_at, from_position) WHERE parked > 0;
CREATE INDEX blocks_delivered ON blocks (hook, captured_at, from_position) WHERE delivered > 0;
CREATE INDEX blocks_discarded ON blocks (hook, captured_at, from_position) WHERE discarded > 0;
-- What is rare is found for a whole account too; what is delivered is most of it.
CREATE INDEX blocks_waiting_of_account ON blocks (account, captured_at, from_position) WHERE waiting > 0;
CREATE INDEX blocks_parked_of_account ON blocks (account, captured_at, from_position) WHERE parked > 0;
CREATE INDEX blocks_discarded_of_account ON blocks (account, captured_at, from_position) WHERE discarded > 0;
CREATE TABLE redeliveries (root TEXT NOT NULL PRIMARY KEY, origins TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE names (
  delivery TEXT NOT NULL, hook INTEGER NOT NULL, root TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (delivery, hook)
) WITHOUT ROWID;
CREATE TABLE parked (
  hook INTEGER NOT NULL, revision INTEGER NOT NULL, counting INTEGER NOT NULL, PRIMARY KEY (hook, revision)
) WITHOUT ROWID;
`;

/** True: the file holds tables of this version, possibly just made and empty. False: it is another version's. */
export const prepareSchema = (database: BetterSqlite3.Database): boolean => {
  // Losing the newest pages in a power cut costs a rebuild of them, never a fact: no fsync at all.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  // KiB; what many blocks of many hooks change between two commits fits in.
  database.pragma('cache_size = -8192');
  const version = Number(database.pragma('user_version', { simple: true }));
  if (version === SCHEMA_VERSION) return true;
  const tables = database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get();
  if (version !== 0 || Number(tables) > 0) return false;
  database.transaction(() => {
    database.exec(TABLES);
    database.pragma(`user_version = ${String(SCHEMA_VERSION)}`);
  })();
  return true;
};

const NAMES = `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'`;

/** Empties every table, all or none. */
export const clearTables = (database: BetterSqlite3.Database): (() => void) => {
  const names = database.prepare<[], string>(NAMES).pluck().all();
  return database.transaction(() => {
    for (const name of names) database.exec(`DELETE FROM ${name}`);
  });
};
