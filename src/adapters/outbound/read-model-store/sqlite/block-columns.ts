import { type BlockRow } from '../../../../application/ports/delivery-search';
import { readDetail, writeDetail } from './row-text';

/** A row of `blocks` as SQLite gives it; positions as bigint, all numbers read that way. */
export interface BlockColumns {
  readonly root: string;
  readonly hook: bigint;
  readonly account: bigint;
  readonly kind: BlockRow['kind'];
  readonly from_position: bigint;
  readonly to_position: bigint;
  readonly n: bigint;
  readonly bytes: bigint;
  readonly revision: bigint;
  readonly captured_at: bigint;
  readonly waiting: bigint;
  readonly delivered: bigint;
  readonly parked: bigint;
  readonly discarded: bigint;
  readonly detail: string;
}

export const rowOf = (columns: BlockColumns): BlockRow => ({
  root: columns.root,
  hook: Number(columns.hook),
  account: Number(columns.account),
  kind: columns.kind,
  from: columns.from_position,
  to: columns.to_position,
  n: Number(columns.n),
  bytes: Number(columns.bytes),
  revision: Number(columns.revision),
  capturedAt: Number(columns.captured_at),
  counts: {
    waiting: Number(columns.waiting),
    delivered: Number(columns.delivered),
    parked: Number(columns.parked),
    discarded: Number(columns.discarded),
  },
  ...readDetail(columns.detail, Number(columns.n)),
});

export const PUT_BLOCK = `
INSERT INTO blocks VALUES (@root, @hook, @account, @kind, @from, @to, @n, @bytes, @revision, @capturedAt,
  @waiting, @delivered, @parked, @discarded, @detail)
ON CONFLICT (root) DO UPDATE SET waiting = excluded.waiting, delivered = excluded.delivered,
  parked = excluded.parked, discarded = excluded.discarded, revision = excluded.revision, detail = excluded.detail`;

export const columnsOf = (row: BlockRow): Readonly<Record<string, string | number | bigint>> => ({
  root: row.root,
  hook: row.hook,
  account: row.account,
  kind: row.kind,
  from: row.from,
  to: row.to,
  n: row.n,
  bytes: row.bytes,
  revision: row.revision,
  capturedAt: row.capturedAt,
  ...row.counts,
  detail: writeDetail(row),
});
