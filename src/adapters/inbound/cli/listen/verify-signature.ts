import { createHmac, createPublicKey, timingSafeEqual, verify } from 'node:crypto';

const TOLERANCE_SECONDS = 300;
const SECRET = 'whsec_';
const PUBLIC_KEY = 'whpk_';
/** What stands before the 32 bytes of an ed25519 public key (RFC 8410). */
const SPKI_ED25519 = Buffer.from('302a300506032b6570032100', 'hex');
const KEY_BYTES = 32;

export interface SignedRequest {
  readonly id: string;
  /** `webhook-timestamp` as it came. */
  readonly timestamp: string;
  /** `webhook-signature` as it came: `v1,<base64>` or `v1a,<base64>`, several separated by spaces. */
  readonly signature: string;
  readonly body: Buffer;
}

export type Verification =
  | { readonly verified: true }
  | { readonly verified: false; readonly why: 'no-secret' | 'not-signed' | 'too-old' | 'wrong-signature' };

/** Whether a signature without its version is of this key. */
type Check = (signature: Buffer, request: SignedRequest) => boolean;

const isTimely = (timestamp: string, now: number): boolean =>
  /^\d{1,12}$/.test(timestamp) && Math.abs(now / 1000 - Number(timestamp)) <= TOLERANCE_SECONDS;

const headOf = ({ id, timestamp }: SignedRequest): string => `${id}.${timestamp}.`;

const withSecret = (secret: string): Check => {
  const key = Buffer.from(secret.startsWith(SECRET) ? secret.slice(SECRET.length) : secret, 'base64');
  return (signature, request) => {
    const expected = createHmac('sha256', key).update(headOf(request)).update(request.body).digest();
    return signature.length === expected.length && timingSafeEqual(signature, expected);
  };
};

const withPublicKey = (text: string): Check => {
  const bytes = Buffer.from(text.slice(PUBLIC_KEY.length), 'base64');
  if (bytes.length !== KEY_BYTES) return () => false;
  const key = createPublicKey({ key: Buffer.concat([SPKI_ED25519, bytes]), format: 'der', type: 'spki' });
  return (signature, request) =>
    verify(null, Buffer.concat([Buffer.from(headOf(request)), request.body]), key, signature);
};

const offered = (signature: string, version: string): ReadonlyArray<Buffer> =>
  signature
    .split(' ')
    .filter((part) => part.startsWith(`${version},`))
    .map((part) => Buffer.from(part.slice(version.length + 1), 'base64'));

/**
 * Standard Webhooks 1.0.0: any of the keys (`whsec_…` for v1, `whpk_…` for v1a), any of the signatures, and a timestamp
 * within five minutes of `now` (epoch milliseconds).
 */
export const verifySignature = (keys: ReadonlyArray<string>, request: SignedRequest, now: number): Verification => {
  if (keys.length === 0) return { verified: false, why: 'no-secret' };
  if (request.id === '' || request.signature === '') return { verified: false, why: 'not-signed' };
  if (!isTimely(request.timestamp, now)) return { verified: false, why: 'too-old' };
  const matches = keys.some((key) => {
    const isPublic = key.startsWith(PUBLIC_KEY);
    const check = isPublic ? withPublicKey(key) : withSecret(key);
    return offered(request.signature, isPublic ? 'v1a' : 'v1').some((signature) => check(signature, request));
  });
  return matches ? { verified: true } : { verified: false, why: 'wrong-signature' };
};
