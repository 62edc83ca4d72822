import { type KeyObject } from 'node:crypto';
import { type SealingKind } from './text-sealing';

/** A key the thread is to hold in `slot` from the text at `from` on; what was there is forgotten. */
export interface TaughtKey {
  readonly from: number;
  readonly slot: number;
  readonly name: string;
  readonly key: KeyObject;
}
export interface SealingPage {
  readonly kind: SealingKind;
  readonly texts: ReadonlyArray<string>;
  /** The slot of each text's key; `NO_KEY`: answered with null. */
  readonly slots: ReadonlyArray<number>;
  /** By `from`. */
  readonly taught: ReadonlyArray<TaughtKey>;
}
/** Answered in the order of asking, each by an array; `forget` by an empty one, `close` by the end of the thread. */
export type SealingRequest =
  SealingPage | { readonly kind: 'forget'; readonly slot: number } | { readonly kind: 'close' };

export const NO_KEY = -1;
