import { categoryTable, type CategoryTable } from './category-table';
import { type SqliteDatabase } from './sqlite-driver';
import { STREAM_COLUMNS, streamRow, type StreamRow } from './stream-row';

const REMEMBERED_STREAMS = 20_000;
/** Sorts behind every name that begins with the same characters. */
const AFTER_ALL = '\u{10FFFF}';

/** The streams, with the recently used ones in memory. Changes reach the database with `flush`, once per transaction. */
export interface StreamTable {
  readonly categories: CategoryTable;
  readonly named: (name: string) => StreamRow | null;
  readonly withId: (id: number) => StreamRow;
  readonly create: (name: string) => StreamRow;
  readonly change: (row: StreamRow) => void;
  readonly flush: () => void;
  /** After a rollback: what is in memory may never have happened. */
  readonly forget: () => void;
  readonly startingWith: (prefix: string, after: number) => ReadonlyArray<StreamRow>;
  /** The next stream, by id, from which events may be hidden. */
  readonly nextThatHides: (afterId: number) => StreamRow | null;
}

const statementsOf = (database: SqliteDatabase) => ({
  byName: database.query(`SELECT ${STREAM_COLUMNS} FROM stream WHERE name = ?`, streamRow),
  byId: database.query(`SELECT ${STREAM_COLUMNS} FROM stream WHERE id = ?`, streamRow),
  byPrefix: database.query(
    `SELECT ${STREAM_COLUMNS} FROM stream WHERE name >= ? AND name < ? AND last_position > ?`,
    streamRow,
  ),
  hiding: database.query(
    `SELECT ${STREAM_COLUMNS} FROM stream WHERE id > ? AND
     (deleted_below > 0 OR max_count IS NOT NULL OR max_age_seconds IS NOT NULL OR truncate_before IS NOT NULL)
     ORDER BY id LIMIT 1`,
    streamRow,
  ),
  insert: database.query(
    `INSERT INTO stream (name, category, next, first_position, last_position, deleted, deleted_below)
     VALUES (?, ?, 0, 0, 0, 0, 0) RETURNING ${STREAM_COLUMNS}`,
    streamRow,
  ),
  update: database.command(
    `UPDATE stream SET next = ?, first_position = ?, last_position = ?, deleted = ?, deleted_below = ?,
     max_count = ?, max_age_seconds = ?, truncate_before = ? WHERE id = ?`,
  ),
});

export const streamTable = (database: SqliteDatabase): StreamTable => {
  const statements = statementsOf(database);
  const categories = categoryTable(database);
  const byName = new Map<string, StreamRow>();
  const byId = new Map<number, StreamRow>();
  const changed = new Map<number, StreamRow>();

  const remember = (row: StreamRow): StreamRow => {
    if (byId.size >= REMEMBERED_STREAMS && changed.size === 0) {
      byName.clear();
      byId.clear();
    }
    byName.set(row.name, row);
    byId.set(row.id, row);
    return row;
  };
  const rememberIfFound = (row: StreamRow | null): StreamRow | null => (row === null ? null : remember(row));
  const must = (row: StreamRow | null): StreamRow => {
    if (row === null)
      throw new Error('The database is damaged: an event names a missing stream. Restore the newest backup.');
    return row;
  };

  return {
    categories,
    named: (name) => byName.get(name) ?? rememberIfFound(statements.byName.first(name)),
    withId: (id) => byId.get(id) ?? remember(must(statements.byId.first(id))),
    create: (name) => remember(must(statements.insert.first(name, categories.idFor(name)))),
    change: (row) => {
      changed.set(row.id, row);
      remember(row);
    },
    flush: () => {
      for (const row of changed.values())
        statements.update(
          row.next,
          row.firstPosition,
          row.lastPosition,
          row.deleted ? 1 : 0,
          row.deletedBelow,
          row.maxCount,
          row.maxAgeSeconds,
          row.truncateBefore,
          row.id,
        );
      changed.clear();
    },
    forget: () => {
      changed.clear();
      byName.clear();
      byId.clear();
      categories.forget();
    },
    startingWith: (prefix, after) => statements.byPrefix.all(prefix, prefix + AFTER_ALL, after),
    nextThatHides: (afterId) => statements.hiding.first(afterId),
  };
};
