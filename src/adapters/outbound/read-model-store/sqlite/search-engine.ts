import BetterSqlite3 from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { type CorruptEvent } from '../../../../application/codecs/corrupt-event';
import { type SearchPage } from '../../../../application/ports/delivery-search';
import { foldSearch } from '../../../../application/read-models/delivery-search/fold-search';
import { type SearchQueries, searchQueries } from './search-queries';
import { clearTables, prepareSchema } from './search-schema';
import { sqliteTables } from './sqlite-tables';

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

const engineOn = (database: BetterSqlite3.Database): SearchEngine => {
  const tablesOfPage = sqliteTables(database);
  const readPosition = database.prepare<[], bigint>('SELECT position FROM progress').pluck().safeIntegers(true);
  const writePosition = database.prepare('INSERT OR REPLACE INTO progress VALUES (0, ?)');
  const apply = database.transaction((page: SearchPage): ReadonlyArray<CorruptEvent> => {
    const tables = tablesOfPage();
    const corrupt = foldSearch(tables, page);
    tables.flush();
    const newest = page.events.at(-1);
    if (newest !== undefined) writePosition.run(newest.position);
    return corrupt;
  });
  return {
    ...searchQueries(database),
    position: () => readPosition.get() ?? null,
    apply,
    clear: clearTables(database),
    close: () => void database.close(),
  };
};

/** A file found damaged in use is dropped: the failure is answered, and the next call begins with an empty one. */
export const openSearchEngine = (path: string): (<T>(ask: (engine: SearchEngine) => T) => T) => {
  let engine: SearchEngine | null = engineOn(openDatabase(path));
  return (ask) => {
    engine ??= engineOn(openDatabase(path));
    try {
      return ask(engine);
    } catch (cause) {
      if (isLost(cause)) {
        engine.close();
        engine = null;
        remove(path);
      }
      throw cause;
    }
  };
};
