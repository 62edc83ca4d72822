import { type KeyRow, type KeyTable } from './key-table';

/** Writes to the key file; what it promises is durable when the promise resolves. Errors reject. */
export interface KeyWriter {
  /** How many of the rows were written; the others were there already. */
  readonly insert: (rows: ReadonlyArray<KeyRow>) => Promise<number>;
  readonly remove: (account: number, owner: string) => Promise<void>;
  /** Ends after what is under way. */
  readonly close: () => Promise<void>;
}

/** Waits for the disk in the calling thread: for commands and tests that have nothing else to do meanwhile. */
export const inProcessKeyWriter = (table: Pick<KeyTable, 'insert' | 'remove'>): KeyWriter => ({
  insert: (rows) => Promise.resolve().then(() => table.insert(rows)),
  remove: (account, owner) =>
    Promise.resolve().then(() => {
      table.remove(account, owner);
    }),
  close: () => Promise.resolve(),
});
