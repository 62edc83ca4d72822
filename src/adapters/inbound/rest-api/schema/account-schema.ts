import { type ApiKeyIssued, type ApiKeyView } from '../../../../application/use-cases/accounts';
import { instant, joined, listOf, named, objectOf, oneOf, optional, text, viewOf, whole } from './schema';

const KEY = {
  keyId: text,
  name: text,
  scopes: listOf(oneOf('admin', 'publish', 'read')),
  createdAt: instant,
  revokedAt: optional(instant),
  validUntil: optional(instant),
};
const KEY_EXAMPLE: ApiKeyView = {
  keyId: '6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001',
  name: 'shop',
  scopes: ['publish'],
  createdAt: '2026-11-23T08:30:00Z',
};
const ISSUED_EXAMPLE: ApiKeyIssued = { ...KEY_EXAMPLE, apiKey: 'hk_Vb3s1yQm0example0key0of0an0account' };
const issued = viewOf<ApiKeyIssued>({ ...KEY, apiKey: text });

export const API_KEY = named('ApiKey', viewOf<ApiKeyView>(KEY), KEY_EXAMPLE);
/** The only time a key is shown. */
export const API_KEY_ISSUED = named('ApiKeyIssued', issued, ISSUED_EXAMPLE);
export const API_KEYS = named('ApiKeys', objectOf({ keys: listOf(API_KEY) }), { keys: [KEY_EXAMPLE] });
export const ACCOUNT_OPENED = named(
  'AccountOpened',
  joined(objectOf({ account: whole, entity: text, timeZone: optional(text) }), issued),
  {
    account: 24,
    entity: 'OtherEntity',
    ...ISSUED_EXAMPLE,
    name: 'admin',
    scopes: ['admin'],
  },
);
