import BetterSqlite3 from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { type CorruptEvent } from '../../../../application/codecs/corrupt-event';
import { type SearchPage } from '../../../../application/ports/delivery-search';
import { searchPages } from './search-pages';
import { type SearchQueries, searchQueries } from './search-queries';
import { clearTables, prepareSchema } from './search-schema';

/** Synchronous; throws what SQLite throws. */
export interface SearchEngine extends SearchQueries {
  readonly position: () => bigint | null;
  readonly apply: (page: SearchPage) => ReadonlyArray<CorruptEvent>;
  readonly clear: () => void;
  readonly close: () => void;
}

const REBUILT_AFTER = new Set(['SQLITE_CORRUPT', 'SQLITE_NOTADB']);

/** The file is of no use; what it held is in the log. */
export const isLost = (cause: unknown): boolean =>
  cause instanceof BetterSqlite3.SqliteError && REBUILT_AFTER.has(cause.code.split('_').slice(0, 2).join('_'));

const remove = (path: string): void => {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
};

const openUsable = (path: string): BetterSqlite3.Database | null => {
  const database = new BetterSqlite3(path);
  try {
    if (prepareSchema(database)) return database;
  } catch (cause) {
    database.close();
    if (isLost(cause)) return null;
    throw cause;
  }
  database.close();
  return null;
};

/** Opens the file; one that is damaged or of another version is replaced by an empty one. */
const openDatabase = (path: string): BetterSqlite3.Database => {
  const usable = openUsable(path);
  if (usable !== null) return usable;
  remove(path);
  const fresh = new BetterSqlite3(path);
  prepareSchema(fresh);
  return fresh;
};

const engineOn = (database: BetterSqlite3.Database, isFollowed: boolean): SearchEngine => {
  const pages = searchPages(database, isFollowed);
  const queries = searchQueries(database);
  const clear = clearTables(database);
  const seen =
    <Args extends ReadonlyArray<unknown>, Rows>(query: (...args: Args) => Rows) =>
    (...args: Args): Rows => {
      pages.show();
      return query(...args);
    };
  return {
    blocks: seen(queries.blocks),
    covering: seen(queries.covering),
    rows: seen(queries.rows),
    named: queries.named,
    parkedRevisions: queries.parkedRevisions,
    position: pages.position,
    apply: pages.apply,
    clear: () => {
      pages.commit();
      clear();
      pages.forget();
    },
    close: () => {
      try {
        pages.commit();
      } finally {
        database.close();
      }
    },
  };
};

const closeLost = (engine: SearchEngine): void => {
  try {
    engine.close();
  } catch {
    // What it could not write any more is read from the log again.
  }
};

/** A file found damaged in use is dropped: the failure is answered, and the next call begins with an empty one. */
export const openSearchEngine = (path: string): (<T>(ask: (engine: SearchEngine) => T) => T) => {
  let engine: SearchEngine | null = engineOn(openDatabase(path), true);
  return (ask) => {
    engine ??= engineOn(openDatabase(path), false);
    try {
      return ask(engine);
    } catch (cause) {
      if (isLost(cause)) {
        closeLost(engine);
        engine = null;
        remove(path);
      }
      throw cause;
    }
  };
};
