import { type TaskEither } from 'fp-ts/TaskEither';
import { type EventStoreUnavailable } from '../ports/event-store';

/** admin includes publish and read; publish and read are apart (design 12). */
export type Scope = 'admin' | 'publish' | 'read';

export interface Authenticated {
  readonly account: number;
  readonly entity: string;
  readonly keyId: string;
  readonly name: string;
  readonly scopes: ReadonlyArray<Scope>;
}
export interface ApiKeyView {
  readonly keyId: string;
  readonly name: string;
  readonly scopes: ReadonlyArray<Scope>;
  readonly createdAt: string;
  readonly revokedAt?: string;
  /** After a rotation: until when the old key still works. */
  readonly validUntil?: string;
}
/** The only time a key is shown. */
export interface ApiKeyIssued extends ApiKeyView {
  readonly apiKey: string;
}

export interface AccountRefusal {
  readonly type:
    | 'AccountUnknown'
    | 'AccountExists'
    | 'ApiKeyUnknown'
    | 'ApiKeyAlreadyRevoked'
    | 'LastAdminKey'
    | 'NotFirstAccount'
    | 'InvalidAccount';
  readonly field?: string;
  readonly reason?: string;
}
export type AccountFailure = AccountRefusal | EventStoreUnavailable | { readonly type: 'TooManyConflicts' };

export interface AccountUseCases {
  /** Opens the first account with an admin key when the log holds none; null when there is one already. */
  readonly bootstrap: (first: {
    readonly account: number;
    readonly entity: string;
    readonly timeZone?: string;
    /** Given by configuration; absent: made. */
    readonly apiKey?: string;
  }) => TaskEither<AccountFailure, ApiKeyIssued | null>;
  /** Opens a further account with an admin key; only for the first account, whose holder runs the installation. */
  readonly open: (
    account: number,
    by: string,
    opened: { readonly account: number; readonly entity: string; readonly timeZone?: string },
  ) => TaskEither<AccountFailure, ApiKeyIssued>;
  /** Synchronous: looks a presented key up by its hash in the read model. */
  readonly authenticate: (apiKey: string) => Authenticated | null;
  readonly issueKey: (
    account: number,
    by: string,
    key: { readonly name: string; readonly scopes: ReadonlyArray<Scope> },
  ) => TaskEither<AccountFailure, ApiKeyIssued>;
  /** A new secret under a new id; the old one works for `overlapHours` (default 24). */
  readonly rotateKey: (
    account: number,
    by: string,
    keyId: string,
    overlapHours?: number,
  ) => TaskEither<AccountFailure, ApiKeyIssued>;
  readonly revokeKey: (account: number, by: string, keyId: string) => TaskEither<AccountFailure, ApiKeyView>;
  readonly listKeys: (account: number) => TaskEither<AccountFailure, ReadonlyArray<ApiKeyView>>;
}
