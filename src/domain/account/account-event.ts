import { type Scope } from './scope';

interface Base {
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** An API key's name, or ENGINE. */
  readonly by: string;
}

export interface AccountOpened extends Base {
  readonly type: 'AccountOpened';
  readonly entity: string;
  /** IANA name: whose days a historical export has (decision 23); absent: UTC. */
  readonly timeZone?: string;
}
export interface ApiKeyIssued extends Base {
  readonly type: 'ApiKeyIssued';
  readonly keyId: string;
  readonly hash: string;
  readonly name: string;
  readonly scopes: ReadonlyArray<Scope>;
}
/** The successor has the name and the scopes of the key it replaces. */
export interface ApiKeyRotated extends Base {
  readonly type: 'ApiKeyRotated';
  readonly keyId: string;
  readonly successor: { readonly keyId: string; readonly hash: string };
  /** Until when the replaced key still works, RFC 3339. */
  readonly validUntil: string;
}
export interface ApiKeyRevoked extends Base {
  readonly type: 'ApiKeyRevoked';
  readonly keyId: string;
}

export type AccountEvent = AccountOpened | ApiKeyIssued | ApiKeyRotated | ApiKeyRevoked;
