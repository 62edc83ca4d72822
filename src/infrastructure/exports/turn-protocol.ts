import { type KeyObject } from 'node:crypto';
import { type TurnAsked } from '../../application/capture/exports/turn-elsewhere';
import { type PackedTurn } from './packed-turn';

export interface TurnWorkerSettings {
  readonly log: string;
  readonly keys: string;
  readonly masterKey: KeyObject;
}

/** Each is answered, in the order of asking; `close` by the end of the thread. */
export type ToTurnWorker =
  { readonly kind: 'turn'; readonly asked: TurnAsked } | { readonly kind: 'forget-keys' } | { readonly kind: 'close' };

export type FromTurnWorker =
  | { readonly kind: 'turn'; readonly turn: PackedTurn | null }
  | { readonly kind: 'forgotten' }
  | { readonly kind: 'error'; readonly message: string; readonly context: Readonly<Record<string, unknown>> };
