import { type Scope } from './scope';

/** One key of an account; only the one-way hash of the key itself is ever kept. */
export interface ApiKey {
  readonly keyId: string;
  readonly hash: string;
  readonly name: string;
  readonly scopes: ReadonlyArray<Scope>;
  /** RFC 3339. */
  readonly createdAt: string;
  readonly revokedAt?: string;
  /** After a rotation: until when the replaced key still works, RFC 3339. */
  readonly validUntil?: string;
}

export interface Account {
  readonly account: number;
  /** Names the account in webhook links (decision 1). */
  readonly entity: string;
  /** IANA name: whose days a historical export has (decision 23); absent: UTC. */
  readonly timeZone?: string;
  /** In the order of their issue. */
  readonly keys: ReadonlyMap<string, ApiKey>;
}

/** All accounts, by number, in the order of opening: they share one stream, so that the first is opened once. */
export type Accounts = ReadonlyMap<number, Account>;
