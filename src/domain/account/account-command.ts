import { type Scope } from './scope';

interface Base {
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** An API key's name, or ENGINE. */
  readonly by: string;
}

/** A key as stored: the one-way hash, never the key. */
export interface HashedKey {
  readonly keyId: string;
  readonly hash: string;
}

/** Opens an account together with its first key, an admin key. */
export interface OpenAccount extends Base {
  readonly type: 'OpenAccount';
  readonly entity: string;
  /** IANA name: whose days a historical export has (decision 23); absent: UTC. */
  readonly timeZone?: string;
  readonly key: HashedKey & { readonly name: string };
  /** The account that asks, which must be the first; null: the engine, which opens none but the first. */
  readonly asker: number | null;
}
export interface IssueApiKey extends Base {
  readonly type: 'IssueApiKey';
  readonly key: HashedKey & { readonly name: string; readonly scopes: ReadonlyArray<Scope> };
}
export interface RotateApiKey extends Base {
  readonly type: 'RotateApiKey';
  readonly keyId: string;
  readonly successor: HashedKey;
  /** How long the replaced key still works, 0 to 720. */
  readonly overlapHours: number;
}
export interface RevokeApiKey extends Base {
  readonly type: 'RevokeApiKey';
  readonly keyId: string;
}

export type AccountCommand = OpenAccount | IssueApiKey | RotateApiKey | RevokeApiKey;
