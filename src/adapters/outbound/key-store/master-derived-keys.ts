import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { openBytes, sealBytes } from './sealed-bytes';

/** What the master key is used for here: each use has a key of its own, derived by HKDF (RFC 5869). */
export interface MasterDerivedKeys {
  /** Names the wrapping key, 16 hex digits, and tells nothing of it. */
  readonly wrapping: string;
  /** A profile's key as it is stored: sealed, and bound to whose it is. */
  readonly wrap: (key: Buffer, bound: Buffer) => Buffer;
  /** Null: wrapped under another master key, or damaged. */
  readonly unwrap: (wrapped: Buffer, bound: Buffer) => KeyObject | null;
  /** A value that tells this master key from others, and nothing else; to be kept beside what it wrapped. */
  readonly checkValue: () => Buffer;
  /** False: made under another master key. */
  readonly accepts: (checkValue: Buffer) => boolean;
  /** 32 hex digits. */
  readonly pseudonym: (account: number, profileId: string) => string;
}

const CHECKED = Buffer.from('master key check');

const derived = (masterKey: KeyObject, use: string): KeyObject =>
  createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', `hookline ${use} 1`, 32)));

export const masterDerivedKeys = (masterKey: KeyObject): MasterDerivedKeys => {
  const wrapping = derived(masterKey, 'key wrapping');
  const naming = derived(masterKey, 'pseudonyms');
  return {
    wrapping: derived(masterKey, 'name of the wrapping key').export().toString('hex').slice(0, 16),
    wrap: (key, bound) => sealBytes(wrapping, bound, key),
    unwrap: (wrapped, bound) => {
      const key = openBytes(wrapping, bound, wrapped);
      return key === null ? null : createSecretKey(key);
    },
    checkValue: () => sealBytes(wrapping, CHECKED, CHECKED),
    accepts: (checkValue) => openBytes(wrapping, CHECKED, checkValue) !== null,
    pseudonym: (account, profileId) =>
      createHmac('sha256', naming)
        .update(`${String(account)}/${profileId}`)
        .digest('hex')
        .slice(0, 32),
  };
};
