import {
  openSqlite,
  type OpenSqlite,
  type SqliteDatabase,
} from '../../src/adapters/outbound/event-store/sqlite/sqlite-driver';

export interface WatchedSqlite {
  readonly open: OpenSqlite;
  /** Rows that queries gave so far. */
  readonly rows: () => number;
  /** Times a statement of exactly this text was executed. */
  readonly executed: (sql: string) => number;
  /** Runs SQL on the newest connection, as an operator would. */
  readonly exec: (sql: string) => void;
  /** The next execution of this text throws before it reaches SQLite. */
  readonly failNext: (sql: string, error: Error) => void;
  /** The next execution of this text is done, and throws all the same. */
  readonly failAfterNext: (sql: string, error: Error) => void;
  /** A setting of the newest connection. */
  readonly setting: (name: string) => unknown;
}

/** The real driver, with an eye on it and a hand that can make it fail. */
export const watchedSqlite = (): WatchedSqlite => {
  let rows = 0;
  const executions = new Map<string, number>();
  const failures = new Map<string, Error>();
  const lateFailures = new Map<string, Error>();
  let newest: SqliteDatabase | null = null;
  const open: OpenSqlite = (path, waitMs) => {
    const database = openSqlite(path, waitMs);
    newest = database;
    return {
      ...database,
      exec: (sql) => {
        const failure = failures.get(sql);
        failures.delete(sql);
        if (failure !== undefined) throw failure;
        executions.set(sql, (executions.get(sql) ?? 0) + 1);
        database.exec(sql);
        const late = lateFailures.get(sql);
        lateFailures.delete(sql);
        if (late !== undefined) throw late;
      },
      query: (sql, rowOf) =>
        database.query(sql, (row) => {
          rows += 1;
          return rowOf(row);
        }),
    };
  };
  return {
    open,
    rows: () => rows,
    executed: (sql) => executions.get(sql) ?? 0,
    exec: (sql) => {
      newest?.exec(sql);
    },
    failNext: (sql, error) => failures.set(sql, error),
    failAfterNext: (sql, error) => lateFailures.set(sql, error),
    setting: (name) => newest?.query(`PRAGMA ${name}`, (row) => row[0]).first(),
  };
};
