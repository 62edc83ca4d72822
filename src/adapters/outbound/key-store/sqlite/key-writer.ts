import { type KeyRow, type KeyTable } from './key-table';

/** Writes to the key file; what it promises is durable when the promise resolves. */
export interface KeyWriter {
  /** How many of the rows were written; the others were there already. */
  readonly insert: (rows: ReadonlyArray<KeyRow>) => Promise<number>;
  readonly remove: (account: number, owner: string) => Promise<void>;
  readonly close: () => Promise<void>;
}

export const inProcessKeyWriter = (table: KeyTable): KeyWriter => ({
  insert: (rows) => Promise.resolve().then(() => table.insert(rows)),
  remove: (account, owner) =>
    Promise.resolve().then(() => {
      table.remove(account, owner);
    }),
  close: () => Promise.resolve(),
});
