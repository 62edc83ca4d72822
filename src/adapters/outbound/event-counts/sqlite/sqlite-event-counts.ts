import BetterSqlite3 from 'better-sqlite3';
import { existsSync, rmSync } from 'node:fs';
import * as TE from 'fp-ts/TaskEither';
import {
  type AccountCount,
  type EventCount,
  type EventCounts,
  type EventCountsUnavailable,
} from '../../../../application/ports/event-counts';

const VERSION = 1;
const TABLES = `
CREATE TABLE progress (only INTEGER PRIMARY KEY CHECK (only = 0), position INTEGER NOT NULL);
CREATE TABLE counts (
  account INTEGER NOT NULL, day TEXT NOT NULL, type TEXT NOT NULL, database TEXT NOT NULL, n INTEGER NOT NULL,
  PRIMARY KEY (account, day, type, database)
) WITHOUT ROWID;
`;
const ADD = `INSERT INTO counts (account, day, type, database, n) VALUES (?, ?, ?, ?, ?)
  ON CONFLICT DO UPDATE SET n = n + excluded.n`;
const BETWEEN = `SELECT day, type, database, n FROM counts WHERE account = ? AND day BETWEEN ? AND ? ORDER BY day, type`;

const unavailable = (cause: unknown): EventCountsUnavailable => ({
  type: 'EventCountsUnavailable',
  detail: `The index of events by day does not answer: ${cause instanceof Error ? cause.message : String(cause)}`,
});

const openFile = (path: string): BetterSqlite3.Database => {
  const database = new BetterSqlite3(path);
  // Losing the newest pages costs a new count, never a fact.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = OFF');
  return database;
};

/** A file of another version is made anew: the log fills it again. */
const prepared = (path: string): BetterSqlite3.Database => {
  const found = openFile(path);
  const version = Number(found.pragma('user_version', { simple: true }));
  if (version === VERSION) return found;
  found.close();
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) rmSync(file);
  const fresh = openFile(path);
  fresh.exec(TABLES);
  fresh.pragma(`user_version = ${String(VERSION)}`);
  return fresh;
};

const statementsOn = (database: BetterSqlite3.Database) => {
  const add = database.prepare<[number, string, string, string, number]>(ADD);
  const mark = database.prepare<[bigint]>('INSERT OR REPLACE INTO progress (only, position) VALUES (0, ?)');
  return {
    position: database.prepare<[], bigint>('SELECT position FROM progress').pluck().safeIntegers(),
    between: database.prepare<[number, string, string], EventCount>(BETWEEN),
    addAll: database.transaction((counts: ReadonlyArray<AccountCount>, position: bigint) => {
      // By place, which costs a fifth less than by name.
      for (const one of counts) add.run(one.account, one.day, one.type, one.database, one.n);
      mark.run(position);
    }),
    clear: database.transaction(() => {
      database.exec('DELETE FROM counts; DELETE FROM progress;');
    }),
    close: () => database.close(),
  };
};

/** One small file; a page of the log is some upserts. */
export const sqliteEventCounts = (path: string): EventCounts => {
  let opened: ReturnType<typeof statementsOn> | null = null;
  const asked = <A>(
    ask: (statements: ReturnType<typeof statementsOn>) => A,
  ): TE.TaskEither<EventCountsUnavailable, A> =>
    TE.tryCatch(() => {
      opened ??= statementsOn(prepared(path));
      return Promise.resolve(ask(opened));
    }, unavailable);
  return {
    position: () => asked(({ position }) => position.get() ?? null),
    add: (counts, position) =>
      asked(({ addAll }) => {
        addAll(counts, position);
      }),
    between: (account, from, to) => asked(({ between }) => between.all(account, from, to)),
    clear: () =>
      asked(({ clear }) => {
        clear();
      }),
    close: () => {
      opened?.close();
      opened = null;
      return Promise.resolve();
    },
  };
};
