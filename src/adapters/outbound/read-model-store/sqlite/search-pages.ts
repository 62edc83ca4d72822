import type BetterSqlite3 from 'better-sqlite3';
import { type CorruptEvent } from '../../../../application/codecs/corrupt-event';
import { type SearchPage } from '../../../../application/ports/delivery-search';
import { foldSearch } from '../../../../application/read-models/delivery-search/fold-search';
import { sqliteTables } from './sqlite-tables';

/** Takes pages of the log. Several share a transaction: what a crash undoes of it is read from the log again. */
export interface SearchPages {
  /** Refused after pages were lost, until the position has been asked for. */
  readonly apply: (page: SearchPage) => ReadonlyArray<CorruptEvent>;
  /** Of the newest event applied, committed or not. */
  readonly position: () => bigint | null;
  /** Writes what is held in memory, so that queries on this connection see it. */
  readonly show: () => void;
  readonly commit: () => void;
  /** Lets go of all it remembers of the tables: they were emptied. */
  readonly forget: () => void;
}

/** Of these the settled blocks are written, so that no commit has to write very many at once. */
const MANY_UNWRITTEN = 4_000;
const MOST_UNWRITTEN = 10_000;
/** Blocks are usually settled by then, and each is written once. */
const COMMIT_AFTER_MS = 10_000;

/** `isFollowed` false: the file was lost in use, and whoever brings pages does not know yet. */
export const searchPages = (database: BetterSqlite3.Database, isFollowed: boolean): SearchPages => {
  const tables = sqliteTables(database);
  const readPosition = database.prepare<[], bigint>('SELECT position FROM progress').pluck().safeIntegers(true);
  const writePosition = database.prepare('INSERT OR REPLACE INTO progress VALUES (0, ?)');
  let timer: NodeJS.Timeout | null = null;
  /** Pages were lost whose position the caller believes in. */
  let outOfStep = !isFollowed;

  const stopTimer = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  };
  const rollBack = (): void => {
    stopTimer();
    if (database.inTransaction) database.exec('ROLLBACK');
    tables.forget();
  };
  const commit = (): void => {
    if (!database.inTransaction) return;
    try {
      tables.flush();
      database.exec('COMMIT');
      stopTimer();
      tables.settle();
    } catch (cause) {
      rollBack();
      outOfStep = true;
      throw cause;
    }
  };
  const commitLater = (): void => {
    try {
      commit();
    } catch {
      // The next page is refused, and whoever brings it asks for the position and goes on from there.
    }
  };
  const begin = (): void => {
    if (database.inTransaction) return;
    database.exec('BEGIN IMMEDIATE');
    timer = setTimeout(commitLater, COMMIT_AFTER_MS).unref();
  };
  const take = (page: SearchPage): ReadonlyArray<CorruptEvent> => {
    begin();
    const corrupt = foldSearch(tables, page);
    const newest = page.events.at(-1);
    if (newest !== undefined) writePosition.run(newest.position);
    return corrupt;
  };

  return {
    apply: (page) => {
      if (outOfStep) throw new Error('pages before this one could not be written');
      try {
        const corrupt = take(page);
        if (tables.unwritten() >= MANY_UNWRITTEN) tables.flushSettled();
        if (tables.unwritten() >= MOST_UNWRITTEN) commit();
        return corrupt;
      } catch (cause) {
        rollBack();
        outOfStep = true;
        throw cause;
      }
    },
    position: () => {
      outOfStep = false;
      return readPosition.get() ?? null;
    },
    show: tables.flush,
    commit,
    forget: tables.forget,
  };
};
