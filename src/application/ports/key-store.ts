import { type TaskEither } from 'fp-ts/TaskEither';

/** Personal data in clear, and whose it is. `profile: null` uses the key of `scope`. */
export interface ToSeal {
  readonly account: number;
  /** Pseudonym of the profile, or a scope such as `responses-2026-11-23` for an account's own texts. */
  readonly owner: string;
  readonly plain: string;
}
export interface ToOpen {
  readonly account: number;
  readonly owner: string;
  readonly sealed: string;
}
export interface KeyStoreUnavailable {
  readonly type: 'KeyStoreUnavailable';
  readonly retryable: boolean;
  readonly detail: string;
}

/**
 * Keys of profiles: AES-256-GCM, one key an owner, made at first use and durable before `seal` answers.
 * Dropping a key erases what was sealed under it, wherever it is.
 */
export interface KeyStore {
  /** The keyed pseudonym of a profile, hex; the same for ever, synchronous, tells nothing without the key. */
  readonly pseudonym: (account: number, profileId: string) => string;
  /** Base64 texts in the order of the items. */
  readonly seal: (items: ReadonlyArray<ToSeal>) => TaskEither<KeyStoreUnavailable, ReadonlyArray<string>>;
  /** Plain texts in the order of the items; null where the key is gone (erased). */
  readonly open: (items: ReadonlyArray<ToOpen>) => TaskEither<KeyStoreUnavailable, ReadonlyArray<string | null>>;
  readonly drop: (account: number, owner: string) => TaskEither<KeyStoreUnavailable, void>;
}

/** A key store with its life: what the composition root holds. */
export interface ClosableKeyStore extends KeyStore {
  /** Checks that the master key is the one the keys belong to; the failure says what to do. */
  readonly ready: TaskEither<{ readonly type: string; readonly detail: string }, void>;
  /** Finishes what is under way; later calls are answered with `KeyStoreUnavailable`. */
  readonly close: () => Promise<void>;
}
