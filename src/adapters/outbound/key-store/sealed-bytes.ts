import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const IV_BYTES = 12;
const TEXT_AT = 1 + IV_BYTES;
const TAG_BYTES = 16;
const TAG = { authTagLength: TAG_BYTES };

/** Random IVs, drawn many at a time: one call to the generator costs more than what it gives. */
const pool = Buffer.alloc(IV_BYTES * 1024);
let drawn = pool.length;
const nextIv = (): Buffer => {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  drawn += IV_BYTES;
  return pool.subarray(drawn - IV_BYTES, drawn);
};

/** Version byte, IV, ciphertext, tag. `bound` (additional authenticated data) must be the same to open it. */
export const sealBytes = (key: KeyObject, bound: Buffer, plain: string | Buffer): Buffer => {
  const iv = nextIv();
  const cipher = createCipheriv(CIPHER, key, iv, TAG).setAAD(bound);
  // GCM is a stream: update gives everything, final only closes.
  const text = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain);
  cipher.final();
  const sealed = Buffer.allocUnsafe(TEXT_AT + text.length + TAG_BYTES);
  sealed[0] = VERSION;
  sealed.set(iv, 1);
  sealed.set(text, TEXT_AT);
  sealed.set(cipher.getAuthTag(), TEXT_AT + text.length);
  return sealed;
};

/** Null: another key, bound to something else, damaged, or no sealed bytes at all. */
export const openBytes = (key: KeyObject, bound: Buffer, sealed: Buffer): Buffer | null => {
  if (sealed.length < TEXT_AT + TAG_BYTES || sealed[0] !== VERSION) return null;
  const tagAt = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(CIPHER, key, sealed.subarray(1, TEXT_AT), TAG).setAAD(bound);
  decipher.setAuthTag(sealed.subarray(tagAt));
  const text = decipher.update(sealed.subarray(TEXT_AT, tagAt));
  try {
    decipher.final();
    return text;
  } catch {
    return null;
  }
};
