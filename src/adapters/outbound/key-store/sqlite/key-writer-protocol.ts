import { type KeyRow } from './key-table';

/** What the key writer's thread is started with. */
export interface KeyWriterSettings {
  readonly file: string;
}
/** Answered in the order of asking. */
export type KeyWriterRequest =
  | { readonly kind: 'insert'; readonly rows: ReadonlyArray<KeyRow> }
  | { readonly kind: 'remove'; readonly account: number; readonly owner: string }
  | { readonly kind: 'close' };

export type KeyWriterAnswer =
  { readonly kind: 'done'; readonly written: number } | { readonly kind: 'failed'; readonly detail: string };
