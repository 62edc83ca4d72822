import { createHmac, timingSafeEqual } from 'node:crypto';

const TOLERANCE_SECONDS = 300;
const PREFIX = 'whsec_';

export interface SignedRequest {
  readonly id: string;
  /** `webhook-timestamp` as it came. */
  readonly timestamp: string;
  /** `webhook-signature` as it came: `v1,<base64>`, several separated by spaces. */
  readonly signature: string;
  readonly body: Buffer;
}

export type Verification =
  | { readonly verified: true }
  | { readonly verified: false; readonly why: 'no-secret' | 'not-signed' | 'too-old' | 'wrong-signature' };

const keyOf = (secret: string): Buffer =>
  Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, 'base64');

const isTimely = (timestamp: string, now: number): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;

const digestOf = (key: Buffer, { id, timestamp, body }: SignedRequest): Buffer =>
  createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();

const offeredDigests = (signature: string): ReadonlyArray<Buffer> =>
  signature
    .split(' ')
    .filter((part) => part.startsWith('v1,'))
    .map((part) => Buffer.from(part.slice(3), 'base64'));

/** Verifies a request as a receiver of Standard Webhooks does: any of the secrets, any of the signatures, five minutes. */
export const verifySignature = (secrets: ReadonlyArray<string>, request: SignedRequest, now: number): Verification => {
  if (secrets.length === 0) return { verified: false, why: 'no-secret' };
  if (request.id === '' || request.signature === '') return { verified: false, why: 'not-signed' };
  if (!isTimely(request.timestamp, now)) return { verified: false, why: 'too-old' };
  const offered = offeredDigests(request.signature);
  const matches = secrets.some((secret) => {
    const expected = digestOf(keyOf(secret), request);
    return offered.some((digest) => digest.length === expected.length && timingSafeEqual(digest, expected));
  });
  return matches ? { verified: true } : { verified: false, why: 'wrong-signature' };
};
