import { type KeyObject } from 'node:crypto';

/** Whose key: `name` is account and owner as one text, to which everything sealed is bound. */
export interface KeyOwner {
  readonly account: number;
  readonly owner: string;
  readonly name: string;
}

/** The keys as a store keeps them; what goes wrong is thrown. */
export interface KeyRing {
  /** The key at hand; null: none, or `found` must look further. */
  readonly known: (owner: KeyOwner) => KeyObject | null;
  /** Asks anew, past what is at hand, and shows each key there is while it stands. Nothing to do where `known` knows all. */
  readonly found: (owners: ReadonlyArray<KeyOwner>, show: (owner: KeyOwner, key: KeyObject) => void) => Promise<void>;
  /** The key there is or a new one, durable when it resolves; calls for the same owner get the same key. */
  readonly made: (owner: KeyOwner) => Promise<KeyObject>;
  readonly drop: (owner: KeyOwner) => Promise<void>;
  /** How many were dropped so far: a key looked up before the last of them may be one of them. */
  readonly drops: () => number;
}
