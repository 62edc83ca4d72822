import { type BlockRow, type RowCursor, type RowQuery } from '../../ports/delivery-search';

export const cursorOf = ({ capturedAt, from, root }: BlockRow): RowCursor => ({ capturedAt, from, root });

/** Negative: `one` is listed before `other`. */
export const newestFirst = (one: RowCursor, other: RowCursor): number => {
  if (one.capturedAt !== other.capturedAt) return other.capturedAt - one.capturedAt;
  if (one.from !== other.from) return one.from > other.from ? -1 : 1;
  if (one.root === other.root) return 0;
  return one.root > other.root ? -1 : 1;
};

type Isnt = (query: RowQuery, row: BlockRow) => boolean;

const isAnothers: Isnt = ({ account, hook }, row) => row.account !== account || row.hook !== (hook ?? row.hook);
const isOutOfTime: Isnt = ({ capturedFrom = 0, capturedTo = Infinity }, row) =>
  row.capturedAt < capturedFrom || row.capturedAt > capturedTo;
const isWithout: Isnt = ({ state }, row) => state !== undefined && row.counts[state] === 0;
const isBefore: Isnt = ({ after }, row) => after !== undefined && newestFirst(after, row) >= 0;
const LEFT_OUT: ReadonlyArray<Isnt> = [isAnothers, isOutOfTime, isWithout, isBefore];

/** What a query asks of a row; the limit aside. */
export const isAskedFor =
  (query: RowQuery) =>
  (row: BlockRow): boolean =>
    !LEFT_OUT.some((isLeftOut) => isLeftOut(query, row));
