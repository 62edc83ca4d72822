import { type KeyObject } from 'node:crypto';
import { type PageAsked } from '../../application/capture/exports/page-elsewhere';
import { type PackedPage } from './packed-page';

export interface PageWorkerSettings {
  readonly log: string;
  readonly keys: string;
  readonly masterKey: KeyObject;
}

/** Each is answered, in the order of asking; `close` by the end of the thread. */
export type ToPageWorker =
  { readonly kind: 'page'; readonly asked: PageAsked } | { readonly kind: 'forget-keys' } | { readonly kind: 'close' };

export type FromPageWorker =
  | { readonly kind: 'page'; readonly page: PackedPage | null }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'error'; readonly message: string; readonly context: Readonly<Record<string, unknown>> };
