import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { type SecretBox } from '../../../../application/ports/secret-box';

const CIPHER = 'aes-256-gcm';
const VERSION = Buffer.of(1);
const IV_AT = VERSION.length;
const TEXT_AT = IV_AT + 12;
const TAG_BYTES = 16;

/** Boxed text: base64 of version byte, 12-byte IV, ciphertext, 16-byte tag. The key is derived, for this use alone, from the master key. */
export const aesGcmSecretBox = (masterKey: KeyObject): SecretBox => {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'hookline secret box 1', 32)));

  const unbox = (bytes: Buffer): string => {
    const decipher = createDecipheriv(CIPHER, key, bytes.subarray(IV_AT, TEXT_AT), { authTagLength: TAG_BYTES });
    decipher.setAAD(VERSION);
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    return decipher.update(bytes.subarray(TEXT_AT, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
  };

  return {
    seal: (plain) => {
      const iv = randomBytes(TEXT_AT - IV_AT);
      const cipher = createCipheriv(CIPHER, key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(VERSION);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([VERSION, iv, text, cipher.getAuthTag()]).toString('base64');
    },
    open: (boxed) => {
      const bytes = Buffer.from(boxed, 'base64');
      if (bytes.length < TEXT_AT + TAG_BYTES || bytes[0] !== VERSION[0]) return null;
      try {
        return unbox(bytes);
      } catch {
        return null;
      }
    },
  };
};
