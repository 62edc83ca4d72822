import { type BlockRow, type RowCursor, type RowOrder, type RowQuery } from '../../ports/delivery-search';

export const cursorOf = ({ capturedAt, from, root }: BlockRow): RowCursor => ({ capturedAt, from, root });

/** Negative: `one` is listed before `other`. */
export const newestFirst = (one: RowCursor, other: RowCursor): number => {
  if (one.capturedAt !== other.capturedAt) return other.capturedAt - one.capturedAt;
  if (one.from !== other.from) return one.from > other.from ? -1 : 1;
  if (one.root === other.root) return 0;
  return one.root > other.root ? -1 : 1;
};

/** Negative: `one` is listed before `other`. */
export const listedIn =
  (order: RowOrder = 'newest') =>
  (one: RowCursor, other: RowCursor): number =>
    order === 'newest' ? newestFirst(one, other) : newestFirst(other, one);

/** As many of the rows, which are in order, as the query wants. */
export const enoughOf = (
  { limit, state, enough = Infinity }: RowQuery,
  rows: Iterable<BlockRow>,
): ReadonlyArray<BlockRow> => {
  const taken: BlockRow[] = [];
  let deliveries = 0;
  for (const row of rows) {
    taken.push(row);
    deliveries += state === undefined ? row.n : row.counts[state];
    if (taken.length >= limit || deliveries >= enough) break;
  }
  return taken;
};

type Isnt = (query: RowQuery, row: BlockRow) => boolean;

const isAnothers: Isnt = ({ account, hook }, row) => row.account !== account || row.hook !== (hook ?? row.hook);
const isOutOfTime: Isnt = ({ capturedFrom = 0, capturedTo = Infinity }, row) =>
  row.capturedAt < capturedFrom || row.capturedAt > capturedTo;
const isWithout: Isnt = ({ state }, row) => state !== undefined && row.counts[state] === 0;
const isBefore: Isnt = ({ after, order }, row) => after !== undefined && listedIn(order)(after, row) >= 0;
const LEFT_OUT: ReadonlyArray<Isnt> = [isAnothers, isOutOfTime, isWithout, isBefore];

/** What a query asks of a row; the limit aside. */
export const isAskedFor =
  (query: RowQuery) =>
  (row: BlockRow): boolean =>
    !LEFT_OUT.some((isLeftOut) => isLeftOut(query, row));
