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
INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (root) DO UPDATE SET waiting = excluded.waiting, delivered = excluded.delivered,
  parked = excluded.parked, discarded = excluded.discarded, revision = excluded.revision, detail = excluded.detail`;

/** In the order of the table: bound by place, which costs half as much as by name. */
export const columnsOf = (row: BlockRow): ReadonlyArray<string | number | bigint> => [
  row.root,
  row.hook,
  row.account,
  row.kind,
  row.from,
  row.to,
  row.n,
  row.bytes,
  row.revision,
  row.capturedAt,
  row.counts.waiting,
  row.counts.delivered,
  row.counts.parked,
  row.counts.discarded,
  writeDetail(row),
];
