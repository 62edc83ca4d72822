import { type BlockRow, type RowCursor, type RowQuery } from '../../ports/delivery-search';

export const cursorOf = ({ capturedAt, from, root }: BlockRow): RowCursor => ({ capturedAt, from, root });

/** Negative: `one` is listed before `other`. */
export const newestFirst = (one: RowCursor, other: RowCursor): number => {
  if (one.capturedAt !== other.capturedAt) return other.capturedAt - one.capturedAt;
  if (one.from !== other.from) return one.from > other.from ? -1 : 1;
  if (one.root === other.root) return 0;
  return one.root > other.root ? -1 : 1;
};

/** What a query asks of a row; the limit aside. */
export const isAskedFor =
  ({ account, hook, state, capturedFrom, capturedTo, after }: RowQuery) =>
  (row: BlockRow): boolean => {
    const isOwn = row.account === account && row.hook === (hook ?? row.hook);
    const isInTime = row.capturedAt >= (capturedFrom ?? 0) && row.capturedAt <= (capturedTo ?? Infinity);
    const holds = state === undefined || row.counts[state] > 0;
    return isOwn && isInTime && holds && (after === undefined || newestFirst(after, row) < 0);
  };
