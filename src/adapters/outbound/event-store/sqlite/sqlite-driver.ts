import BetterSqlite3 from 'better-sqlite3';

export type SqliteValue = string | number | bigint | null | Uint8Array;
export type SqliteRow = ReadonlyArray<SqliteValue>;

/** All that the event store asks of SQLite; another driver takes better-sqlite3's place by offering these. */
export interface SqliteDatabase {
  readonly exec: (sql: string) => void;
  readonly command: (sql: string) => (...values: ReadonlyArray<SqliteValue>) => void;
  readonly query: <Row>(sql: string, rowOf: (row: SqliteRow) => Row) => SqliteQuery<Row>;
  /** False after an error that SQLite answered with a rollback of its own. */
  readonly inTransaction: () => boolean;
  readonly close: () => void;
}
export interface SqliteQuery<Row> {
  readonly first: (...values: ReadonlyArray<SqliteValue>) => Row | null;
  readonly all: (...values: ReadonlyArray<SqliteValue>) => ReadonlyArray<Row>;
  /** Calls `visit` row by row until it answers false; true if it never did. */
  readonly each: (visit: (row: Row) => boolean, ...values: ReadonlyArray<SqliteValue>) => boolean;
}
/** `waitMs`: how long to wait for another connection's lock. */
export type OpenSqlite = (path: string, waitMs: number) => SqliteDatabase;

const queryOf = <Row>(
  statement: BetterSqlite3.Statement<unknown[], SqliteRow>,
  rowOf: (row: SqliteRow) => Row,
): SqliteQuery<Row> => ({
  first: (...values) => {
    const row = statement.get(...values);
    return row === undefined ? null : rowOf(row);
  },
  all: (...values) => statement.all(...values).map(rowOf),
  each: (visit, ...values) => {
    for (const row of statement.iterate(...values)) if (!visit(rowOf(row))) return false;
    return true;
  },
});

export const openSqlite: OpenSqlite = (path, waitMs) => {
  const database = new BetterSqlite3(path, { timeout: waitMs });
  return {
    exec: (sql) => void database.exec(sql),
    command: (sql) => {
      const statement = database.prepare(sql);
      return (...values) => void statement.run(...values);
    },
    query: (sql, rowOf) => queryOf(database.prepare<unknown[], SqliteRow>(sql).raw(true), rowOf),
    inTransaction: () => database.inTransaction,
    close: () => void database.close(),
  };
};
