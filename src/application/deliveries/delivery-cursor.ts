import { type RowCursor } from '../ports/delivery-search';

/** The last delivery of a page: the next one follows it, whatever is captured meanwhile. */
export interface DeliveryCursor extends RowCursor {
  readonly index: number;
}

const CURSOR = /^(\d{1,15})\.(\d{1,19})\.(\d{1,9})\.(.{1,100})$/;

export const writeCursor = ({ capturedAt, from, index, root }: DeliveryCursor): string =>
  `${String(capturedAt)}.${String(from)}.${String(index)}.${root}`;

/** Null: not one of ours. */
export const readCursor = (text: string): DeliveryCursor | null => {
  const [, capturedAt, from, index, root] = CURSOR.exec(text) ?? [];
  if (capturedAt === undefined || from === undefined || index === undefined || root === undefined) return null;
  return { capturedAt: Number(capturedAt), from: BigInt(from), index: Number(index), root };
};
