import { createHmac, createSecretKey, hkdfSync, type KeyObject, timingSafeEqual } from 'node:crypto';
import { type CallbackTokens } from '../../../../application/ports/callback-tokens';
import { type Callback } from '../../../../domain/callback/callback';

const TAG_BYTES = 16;

type Parts = readonly [
  account: number,
  event: string,
  outcome: 'OK' | 'KO',
  element: string | null,
  entity: string | null,
];

const partsOf = ({ account, event, outcome, element, entity }: Callback): Parts => [
  account,
  event,
  outcome,
  element ?? null,
  entity ?? null,
];

/** Only of text whose tag was right: it was written here. */
const callbackIn = (text: string): Callback => {
  const [account, event, outcome, element, entity] = JSON.parse(text) as Parts;
  return { account, event, outcome, ...(element === null ? {} : { element }), ...(entity === null ? {} : { entity }) };
};

/** `<parts>.<tag>`, both base64url; the tag is an HMAC-SHA256 cut to 128 bits, under a key derived for this use alone. */
export const hmacCallbackTokens = (masterKey: KeyObject): CallbackTokens => {
  const key = createSecretKey(Buffer.from(hkdfSync('sha256', masterKey, '', 'hookline callbacks 1', 32)));
  const tagOf = (parts: string): Buffer => createHmac('sha256', key).update(parts).digest().subarray(0, TAG_BYTES);

  return {
    sign: (callback) => {
      const parts = Buffer.from(JSON.stringify(partsOf(callback))).toString('base64url');
      return `${parts}.${tagOf(parts).toString('base64url')}`;
    },
    read: (token) => {
      const [parts = '', tag = '', ...more] = token.split('.');
      const given = Buffer.from(tag, 'base64url');
      if (more.length > 0 || given.length !== TAG_BYTES || !timingSafeEqual(given, tagOf(parts))) return null;
      return callbackIn(Buffer.from(parts, 'base64url').toString('utf8'));
    },
  };
};
