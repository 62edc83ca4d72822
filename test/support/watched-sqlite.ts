import { openSqlite, type OpenSqlite } from '../../src/adapters/outbound/event-store/sqlite/sqlite-driver';

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
}

/** The real driver, with an eye on it and a hand that can make it fail. */
export const watchedSqlite = (): WatchedSqlite => {
  let rows = 0;
  const executions = new Map<string, number>();
  const failures = new Map<string, Error>();
  let execOnNewest: (sql: string) => void = () => undefined;
  const open: OpenSqlite = (path, waitMs) => {
    const database = openSqlite(path, waitMs);
    execOnNewest = database.exec;
    return {
      ...database,
      exec: (sql) => {
        const failure = failures.get(sql);
        failures.delete(sql);
        if (failure !== undefined) throw failure;
        executions.set(sql, (executions.get(sql) ?? 0) + 1);
        database.exec(sql);
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
      execOnNewest(sql);
    },
    failNext: (sql, error) => failures.set(sql, error),
  };
};
