import { firstInteger } from './columns';
import { type SqliteDatabase } from './sqlite-driver';

const VERSION = 1;

/** As much as SQLite maps at most: a page of the file costs no copy. */
const MAPPED = 'PRAGMA mmap_size = 2147418112;';

/** FULL: a commit is on the disk before it is answered. The checkpoint bound trades short pauses for write rate. */
const SETTINGS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA wal_autocheckpoint = 6000;
  PRAGMA journal_size_limit = 67108864;
  ${MAPPED}
  PRAGMA cache_size = -16384;
  PRAGMA temp_store = MEMORY;
`;

/** Of a connection that never writes. */
export const READER_SETTINGS = `
  PRAGMA query_only = ON;
  ${MAPPED}
`;

/**
 * A category is a stream's name up to and with its first '-', or the whole name: what a reader by prefix usually asks
 * for, so it has an index in global order. `deleted_below`: a soft delete hid everything under this revision.
 */
const TABLES = `
  CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE stream (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    category INTEGER NOT NULL,
    next INTEGER NOT NULL,
    first_position INTEGER NOT NULL,
    last_position INTEGER NOT NULL,
    deleted INTEGER NOT NULL,
    deleted_below INTEGER NOT NULL,
    max_count INTEGER,
    max_age_seconds INTEGER,
    truncate_before INTEGER
  ) STRICT;
  CREATE INDEX stream_that_hides ON stream (id)
    WHERE deleted_below > 0 OR max_count IS NOT NULL OR max_age_seconds IS NOT NULL OR truncate_before IS NOT NULL;
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    category INTEGER NOT NULL,
    recorded_at INTEGER NOT NULL,
    id BLOB NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT
  ) STRICT;
  CREATE UNIQUE INDEX event_by_revision ON event (stream, revision);
  CREATE UNIQUE INDEX event_by_id ON event (id);
  CREATE INDEX event_by_category ON event (category, position);
  PRAGMA user_version = ${String(VERSION)};
`;

/** Makes the tables in a new file; refuses a file that another version of the program made. */
export const prepareSchema = (database: SqliteDatabase): void => {
  database.exec(SETTINGS);
  const found = database.query('PRAGMA user_version', firstInteger).first() ?? 0;
  if (found === 0) database.exec(`BEGIN IMMEDIATE; ${TABLES} COMMIT;`);
  if (found > VERSION)
    throw new Error(
      `The log was written by a newer version of this program (schema ${String(found)}, this one knows ${String(VERSION)}). Start that version.`,
    );
};
