import type BetterSqlite3 from 'better-sqlite3';
import { type BlockRow, type Place } from '../../../../application/ports/delivery-search';
import {
  type RedeliveryRow,
  type SearchedHook,
  type SearchTables,
} from '../../../../application/read-models/delivery-search/search-tables';
import { type BlockColumns, columnsOf, PUT_BLOCK, rowOf } from './block-columns';

interface HookColumns {
  readonly hook: bigint;
  readonly account: bigint;
  readonly deleted: bigint;
  readonly discarded_to: bigint;
}

/** The tables with the rows that pages have changed held in memory, so that a block is best written once, when it is settled. */
export interface HeldTables extends SearchTables {
  /** Writes what is held; it stays readable. */
  readonly flush: () => void;
  /** Writes the blocks that wait for nothing any more; the rest changes again. */
  readonly flushSettled: () => void;
  /** Rows changed and not yet written. */
  readonly unwritten: () => number;
  /** Lets go of the blocks in memory once they are committed, but for some that wait: their answers come next. */
  readonly settle: () => void;
  /** Lets go of everything in memory: it was rolled back, or is no longer in the tables. */
  readonly forget: () => void;
}

const MOST_WAITING_KEPT = 5_000;

const isWaiting = ({ counts }: BlockRow): boolean => counts.waiting > 0;

/** Rows of one hook lie together in most indexes. */
const byHook = (one: BlockRow, other: BlockRow): number => one.hook - other.hook;

export const sqliteTables = (database: BetterSqlite3.Database): HeldTables => {
  const query = <Row>(sql: string): BetterSqlite3.Statement<unknown[], Row> =>
    database.prepare<unknown[], Row>(sql).safeIntegers(true);
  const readBlock = query<BlockColumns>('SELECT * FROM blocks WHERE root = ?');
  const readWaiting = query<BlockColumns>('SELECT * FROM blocks WHERE hook = ? AND waiting > 0');
  const writeBlock = database.prepare(PUT_BLOCK);
  const readHook = query<HookColumns>('SELECT * FROM hooks WHERE hook = ?');
  const writeHook = database.prepare('INSERT OR REPLACE INTO hooks VALUES (?, ?, ?, ?)');
  const readRedelivery = query<{ readonly origins: string }>('SELECT origins FROM redeliveries WHERE root = ?');
  const writeRedelivery = database.prepare('INSERT OR REPLACE INTO redeliveries VALUES (?, ?)');
  const writeName = database.prepare('INSERT OR REPLACE INTO names VALUES (?, ?, ?, ?)');
  const writeParked = database.prepare(
    'INSERT INTO parked VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET counting = counting + excluded.counting',
  );
  const dropParked = database.prepare('DELETE FROM parked WHERE hook = ? AND revision = ? AND counting = 0');

  const hookAt = (hook: number): SearchedHook | undefined => {
    const columns = readHook.get(hook);
    if (columns === undefined) return undefined;
    const { account, deleted, discarded_to } = columns;
    return { hook, account: Number(account), deleted: deleted !== 0n, discardedTo: discarded_to };
  };
  const redeliveryAt = (root: string): RedeliveryRow | undefined => {
    const columns = readRedelivery.get(root);
    return columns && { root, origins: JSON.parse(columns.origins) as ReadonlyArray<Place | null> };
  };
  const blockAt = (root: string): BlockRow | undefined => {
    const columns = readBlock.get(root);
    return columns && rowOf(columns);
  };

  const blocks = new Map<string, BlockRow>();
  const hooks = new Map<number, SearchedHook>();
  const changed = new Map<string, BlockRow>();
  const write = (rows: BlockRow[]): void => {
    for (const row of rows.sort(byHook)) writeBlock.run(...columnsOf(row));
  };
  const flush = (): void => {
    write([...changed.values()]);
    changed.clear();
  };
  const flushSettled = (): void => {
    const settled = [...changed.values()].filter((row) => !isWaiting(row));
    write(settled);
    for (const { root } of settled) {
      changed.delete(root);
      blocks.delete(root);
    }
  };
  const settle = (): void => {
    const waiting = [...blocks.values()].filter(isWaiting).slice(-MOST_WAITING_KEPT);
    blocks.clear();
    for (const row of waiting) blocks.set(row.root, row);
  };
  const remembered = <K, V>(known: Map<K, V>, key: K, read: (key: K) => V | undefined): V | undefined => {
    const held = known.get(key);
    if (held !== undefined) return held;
    const found = read(key);
    if (found !== undefined) known.set(key, found);
    return found;
  };
  return {
    flush,
    flushSettled,
    unwritten: () => changed.size,
    settle,
    forget: () => {
      blocks.clear();
      hooks.clear();
      changed.clear();
    },
    block: (root) => remembered(blocks, root, blockAt),
    putBlock: (row) => {
      blocks.set(row.root, row);
      changed.set(row.root, row);
    },
    waitingBlocks: (hook) => {
      flush();
      return readWaiting.all(hook).map(rowOf);
    },
    redelivery: redeliveryAt,
    putRedelivery: ({ root, origins }) => void writeRedelivery.run(root, JSON.stringify(origins)),
    hook: (hook) => remembered(hooks, hook, hookAt),
    putHook: (hook) => {
      hooks.set(hook.hook, hook);
      writeHook.run(hook.hook, hook.account, hook.deleted ? 1 : 0, hook.discardedTo);
    },
    putName: (hook, delivery, { root, index }) => void writeName.run(delivery, hook, root, index),
    countParked: (hook, revision, change) => {
      writeParked.run(hook, BigInt(revision), change);
      if (change < 0) dropParked.run(hook, BigInt(revision));
    },
  };
};
