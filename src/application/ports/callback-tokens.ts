import { type Callback } from '../../domain/callback/callback';

/** Callbacks as text that only this installation can make: letters, digits, `-`, `_` and one full stop. */
export interface CallbackTokens {
  /** The same token for the same callback, for ever. */
  readonly sign: (callback: Callback) => string;
  /** Null: not made here. */
  readonly read: (token: string) => Callback | null;
}
