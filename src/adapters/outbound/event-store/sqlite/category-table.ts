import { integer, text } from './columns';
import { type SqliteDatabase } from './sqlite-driver';

/** A stream's name up to and with its first '-', or the whole name. */
export const categoryOf = (stream: string): string => {
  const dash = stream.indexOf('-');
  return dash === -1 ? stream : stream.slice(0, dash + 1);
};

/** A prefix names whole categories unless it goes on after its first '-'. */
export const isWholeCategories = (prefix: string): boolean => {
  const dash = prefix.indexOf('-');
  return dash === -1 || dash === prefix.length - 1;
};

export interface CategoryTable {
  readonly idFor: (stream: string) => number;
  readonly startingWith: (prefix: string) => ReadonlyArray<number>;
  readonly forget: () => void;
}

interface Category {
  readonly id: number;
  readonly name: string;
}

/** All categories, held in memory: there are as many as kinds of streams. */
export const categoryTable = (database: SqliteDatabase): CategoryTable => {
  const all = database.query('SELECT id, name FROM category', (row): Category => ({
    id: integer(row, 0),
    name: text(row, 1),
  }));
  const insert = database.query('INSERT INTO category (name) VALUES (?) RETURNING id', (row) => integer(row, 0));
  const ids = new Map<string, number>();
  const load = (): void => {
    ids.clear();
    for (const { id, name } of all.all()) ids.set(name, id);
  };
  load();
  return {
    idFor: (stream) => {
      const name = categoryOf(stream);
      const id = ids.get(name) ?? insert.first(name) ?? 0;
      ids.set(name, id);
      return id;
    },
    startingWith: (prefix) => [...ids].filter(([name]) => name.startsWith(prefix)).map(([, id]) => id),
    forget: load,
  };
};
