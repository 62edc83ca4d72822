import type BetterSqlite3 from 'better-sqlite3';
import { type BlockRow, type Place, type RowQuery } from '../../../../application/ports/delivery-search';
import { newestFirst } from '../../../../application/read-models/delivery-search/row-order';
import { type BlockColumns, rowOf } from './block-columns';

/** The condition is part of the text, so that the index made for the state is used. */
const HOLDING: { readonly [state in NonNullable<RowQuery['state']>]: string } = {
  waiting: 'AND waiting > 0',
  delivered: 'AND delivered > 0',
  parked: 'AND parked > 0',
  discarded: 'AND discarded > 0',
};

const newestText = ({ hook, state }: RowQuery): string => `
SELECT * FROM blocks WHERE ${hook === undefined ? '' : 'hook = @hook AND'} account = @account
  AND captured_at >= @capturedFrom AND captured_at <= @capturedTo ${state === undefined ? '' : HOLDING[state]}
  AND (captured_at, from_position, root) < (@at, @from, @root)
ORDER BY captured_at DESC, from_position DESC, root DESC LIMIT @limit`;

const BY_HOOK = `
SELECT * FROM (SELECT * FROM blocks WHERE hook = @hook AND kind = 'stretch' AND from_position <= @position
  ORDER BY from_position DESC LIMIT 1) WHERE to_position >= @position AND account = @account
UNION ALL
SELECT * FROM blocks WHERE hook = @hook AND kind = 'at-once' AND from_position = @position AND account = @account`;

/** After every moment and every text. */
const END = { at: Number.MAX_SAFE_INTEGER, from: 0n, root: '' };

export interface SearchQueries {
  readonly newest: (query: RowQuery) => ReadonlyArray<BlockRow>;
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
    newest: (query) => {
      const { capturedAt: at, ...after } = query.after ?? { capturedAt: END.at, from: END.from, root: END.root };
      const { account, hook, capturedFrom = 0, capturedTo = END.at, limit } = query;
      const values = { account, capturedFrom, capturedTo, at, ...after, limit, ...(hook !== undefined && { hook }) };
      return statement(newestText(query)).all(values).map(rowOf);
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
