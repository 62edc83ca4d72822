import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { openBytes, sealBytes } from '../sealed-bytes';

/** What the master key is used for here: each use has a key of its own, derived by HKDF (RFC 5869). */
export interface MasterDerivedKeys {
  /** A profile's key as it is stored: sealed, and bound to whose it is. */
  readonly wrap: (key: Buffer, bound: Buffer) => Buffer;
  /** Null: wrapped under another master key, or damaged. */
  readonly unwrap: (wrapped: Buffer, bound: Buffer) => KeyObject | null;
  /** 32 hex digits. */
  readonly pseudonym: (account: number, profileId: string) => string;
}

const derived = (masterKey: KeyObject, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `hookline ${use} 1`, 32)));

export const masterDerivedKeys = (masterKey: KeyObject): MasterDerivedKeys => {
  const wrapping = derived(masterKey, 'key wrapping');
  const naming = derived(masterKey, 'pseudonyms');
  return {
    wrap: (key, bound) => sealBytes(wrapping, bound, key),
    unwrap: (wrapped, bound) => {
      const key = openBytes(wrapping, bound, wrapped);
      return key === null ? null : createSecretKey(key);
    },
    pseudonym: (account, profileId) =>
      createHmac('sha256', naming)
        .update(`${String(account)}/${profileId}`)
        .digest('hex')
        .slice(0, 32),
  };
};
