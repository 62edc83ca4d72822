import { createHmac, createPrivateKey, createSecretKey, type KeyObject, sign } from 'node:crypto';

const SECRET = 'whsec_';
const PRIVATE_KEY = 'whsk_';
/** What stands before the 32 bytes of an ed25519 private key in PKCS 8 (RFC 8410). */
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex');

const privateKeyOf = (seed: Buffer): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' });

/**
 * The key of a `whsec_<base64>` secret, or of a `whsk_<base64>` private key. Made once: a KeyObject signs five times faster
 * than the same bytes in a buffer.
 */
export const signingKey = (secret: string): KeyObject =>
  secret.startsWith(PRIVATE_KEY)
    ? privateKeyOf(Buffer.from(secret.slice(PRIVATE_KEY.length), 'base64'))
    : createSecretKey(Buffer.from(secret.startsWith(SECRET) ? secret.slice(SECRET.length) : secret, 'base64'));

export interface SignedParts {
  readonly id: string;
  /** Whole seconds since the epoch, as sent. */
  readonly timestamp: string;
  readonly body: Buffer;
}

const one = (key: KeyObject, head: string, body: Buffer): string =>
  key.type === 'private'
    ? `v1a,${sign(null, Buffer.concat([Buffer.from(head), body]), key).toString('base64')}`
    : `v1,${createHmac('sha256', key).update(head).update(body).digest('base64')}`;

/** The value of `webhook-signature`: `v1,<base64>` or `v1a,<base64>` for each key, in their order (Standard Webhooks 1.0.0). */
export const signatureOf = ({ id, timestamp, body }: SignedParts, keys: ReadonlyArray<KeyObject>): string => {
  const head = `${id}.${timestamp}.`;
  let value = '';
  for (const key of keys) value += value === '' ? one(key, head, body) : ` ${one(key, head, body)}`;
  return value;
};
