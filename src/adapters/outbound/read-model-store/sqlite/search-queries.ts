import type BetterSqlite3 from 'better-sqlite3';
import {
  type BlockRow,
  type Place,
  type RowCursor,
  type RowOrder,
  type RowQuery,
} from '../../../../application/ports/delivery-search';
import { enoughOf, newestFirst } from '../../../../application/read-models/delivery-search/row-order';
import { type BlockColumns, rowOf } from './block-columns';

/** The condition is part of the text, so that the index made for the state is used. */
const HOLDING: { readonly [state in NonNullable<RowQuery['state']>]: string } = {
  waiting: 'AND waiting > 0',
  delivered: 'AND delivered > 0',
  parked: 'AND parked > 0',
  discarded: 'AND discarded > 0',
};

const DIRECTION: { readonly [order in RowOrder]: { readonly than: string; readonly way: string } } = {
  newest: { than: '<', way: 'DESC' },
  oldest: { than: '>', way: 'ASC' },
};

const blocksText = ({ hook, state }: RowQuery, { than, way }: (typeof DIRECTION)[RowOrder]): string => `
SELECT * FROM blocks WHERE ${hook === undefined ? '' : 'hook = @hook AND'} account = @account
  AND captured_at >= @capturedFrom AND captured_at <= @capturedTo ${state === undefined ? '' : HOLDING[state]}
  AND (captured_at, from_position, root) ${than} (@at, @from, @root)
ORDER BY captured_at ${way}, from_position ${way}, root ${way} LIMIT @limit`;

const LATEST = Number.MAX_SAFE_INTEGER;

function* mapped<From, To>(values: Iterable<From>, map: (value: From) => To): Generator<To> {
  for (const value of values) yield map(value);
}

const BY_HOOK = `
SELECT * FROM (SELECT * FROM blocks WHERE hook = @hook AND kind = 'stretch' AND from_position <= @position
  ORDER BY from_position DESC LIMIT 1) WHERE to_position >= @position AND account = @account
UNION ALL
SELECT * FROM blocks WHERE hook = @hook AND kind = 'at-once' AND from_position = @position AND account = @account`;

/** Before everything in the order: after every moment, or before it. */
const BEFORE_ALL: { readonly [order in RowOrder]: RowCursor } = {
  newest: { capturedAt: LATEST, from: 0n, root: '' },
  oldest: { capturedAt: -1, from: 0n, root: '' },
};

/** A cursor narrows the time as well: SQLite begins to read at a bound of the time, not at the cursor. */
const timeOf = ({
  capturedFrom = 0,
  capturedTo = LATEST,
  after,
  order = 'newest',
}: RowQuery): { readonly capturedFrom: number; readonly capturedTo: number } => {
  if (after === undefined) return { capturedFrom, capturedTo };
  return order === 'newest'
    ? { capturedFrom, capturedTo: Math.min(capturedTo, after.capturedAt) }
    : { capturedFrom: Math.max(capturedFrom, after.capturedAt), capturedTo };
};

export interface SearchQueries {
  readonly blocks: (query: RowQuery) => ReadonlyArray<BlockRow>;
  readonly covering: (query: {
    readonly account: number;
    readonly hook?: number;
    readonly position: bigint;
  }) => ReadonlyArray<BlockRow>;
  readonly rows: (roots: ReadonlyArray<string>) => ReadonlyArray<BlockRow>;
  readonly named: (
    hook: number,
    deliveries: ReadonlyArray<string>,
  ) => ReadonlyArray<{ readonly delivery: string; readonly place: Place }>;
  readonly parkedRevisions: (query: {
    readonly hook: number;
    readonly upTo: bigint | null;
    readonly limit: number;
  }) => ReadonlyArray<bigint>;
}

export const searchQueries = (database: BetterSqlite3.Database): SearchQueries => {
  const prepared = new Map<string, BetterSqlite3.Statement<unknown[], BlockColumns>>();
  const statement = (sql: string): BetterSqlite3.Statement<unknown[], BlockColumns> => {
    const known = prepared.get(sql) ?? database.prepare<unknown[], BlockColumns>(sql).safeIntegers(true);
    prepared.set(sql, known);
    return known;
  };
  const hooksOf = database.prepare<[number], number>('SELECT hook FROM hooks WHERE account = ?').pluck();
  const nameOf = database.prepare<[string, number], { readonly root: string; readonly place: number }>(
    'SELECT root, place FROM names WHERE delivery = ? AND hook = ?',
  );
  const parkedOf = database
    .prepare<[number, bigint, number], bigint>(
      'SELECT revision FROM parked WHERE hook = ? AND revision <= ? AND counting > 0 ORDER BY revision DESC LIMIT ?',
    )
    .pluck()
    .safeIntegers(true);

  return {
    blocks: (query) => {
      const { account, hook, limit, order = 'newest' } = query;
      const { capturedAt: at, from, root } = query.after ?? BEFORE_ALL[order];
      const values = { account, ...timeOf(query), at, from, root, limit, ...(hook !== undefined && { hook }) };
      const rows = statement(blocksText(query, DIRECTION[order])).iterate(values);
      return enoughOf(query, mapped(rows, rowOf));
    },
    covering: ({ account, hook, position }) =>
      (hook === undefined ? hooksOf.all(account) : [hook])
        .flatMap((one) => statement(BY_HOOK).all({ hook: one, account, position }).map(rowOf))
        .sort(newestFirst),
    rows: (roots) =>
      roots.flatMap((root) => {
        const columns = statement('SELECT * FROM blocks WHERE root = ?').get(root);
        return columns === undefined ? [] : [rowOf(columns)];
      }),
    named: (hook, deliveries) =>
      deliveries.flatMap((delivery) => {
        const found = nameOf.get(delivery, hook);
        return found === undefined ? [] : [{ delivery, place: { root: found.root, index: found.place } }];
      }),
    parkedRevisions: ({ hook, upTo, limit }) => parkedOf.all(hook, upTo ?? 2n ** 63n - 1n, limit),
  };
};
