import { type ContentItem, type UnshapedItem } from '../block-content';
import { type LeftOut } from './run-matching';

/** What an event of a day is to a run. */
export type ShapedEntry =
  | { readonly kind: 'item'; readonly revision: bigint; readonly item: ContentItem }
  /** `hidden`: the log in clear does not tell that it was left out, so that the block must say what it took. */
  | { readonly kind: 'left-out'; readonly revision: bigint; readonly because: LeftOut; readonly hidden: boolean }
  | { readonly kind: 'unshaped'; readonly revision: bigint; readonly unshaped: UnshapedItem };

/** A page of a day, matched, opened and shaped for one run; in the order of recording, without copies. */
export interface ShapedPage {
  readonly entries: ReadonlyArray<ShapedEntry>;
  /** Revision behind the last one read. */
  readonly next: bigint;
  readonly isEnd: boolean;
  /** Stored, about. */
  readonly bytes: number;
}
