import { type RowCursor } from '../ports/delivery-search';

/** A delivery of a page: the next page follows it, or the one before ends there, whatever is captured meanwhile. */
export interface DeliveryCursor extends RowCursor {
  readonly index: number;
  readonly towards: 'next' | 'previous';
}

const CURSOR = /^(p?)(\d{1,15})\.(\d{1,19})\.(\d{1,9})\.(.{1,100})$/;

export const writeCursor = ({ capturedAt, from, index, root, towards }: DeliveryCursor): string =>
  `${towards === 'next' ? '' : 'p'}${String(capturedAt)}.${String(from)}.${String(index)}.${root}`;

/** Null: not one of ours. */
export const readCursor = (text: string): DeliveryCursor | null => {
  const [, back, capturedAt, from, index, root] = CURSOR.exec(text) ?? [];
  if (capturedAt === undefined || from === undefined || index === undefined || root === undefined) return null;
  const towards = back === 'p' ? 'previous' : 'next';
  return { capturedAt: Number(capturedAt), from: BigInt(from), index: Number(index), root, towards };
};
