import {
  type IssueApiKey,
  type OpenAccount,
  type RevokeApiKey,
  type RotateApiKey,
} from '../../src/domain/account/account-command';
import {
  type AccountOpened,
  type ApiKeyIssued,
  type ApiKeyRevoked,
  type ApiKeyRotated,
} from '../../src/domain/account/account-event';

const base = { account: 23, at: '2026-11-23T12:00:00.000Z', by: 'admin' } as const;

export const open: OpenAccount = {
  type: 'OpenAccount',
  ...base,
  entity: 'shop',
  key: { keyId: 'k1', hash: 'hash-1', name: 'admin' },
  asker: null,
};
export const issue: IssueApiKey = {
  type: 'IssueApiKey',
  ...base,
  key: { keyId: 'k2', hash: 'hash-2', name: 'importer', scopes: ['publish'] },
};
export const rotate: RotateApiKey = {
  type: 'RotateApiKey',
  ...base,
  keyId: 'k1',
  successor: { keyId: 'k3', hash: 'hash-3' },
  overlapHours: 24,
};
export const revoke: RevokeApiKey = { type: 'RevokeApiKey', ...base, keyId: 'k1' };

export const opened: AccountOpened = { type: 'AccountOpened', ...base, entity: 'shop' };
export const adminIssued: ApiKeyIssued = {
  type: 'ApiKeyIssued',
  ...base,
  keyId: 'k1',
  hash: 'hash-1',
  name: 'admin',
  scopes: ['admin'],
};
export const importerIssued: ApiKeyIssued = {
  type: 'ApiKeyIssued',
  ...base,
  keyId: 'k2',
  hash: 'hash-2',
  name: 'importer',
  scopes: ['publish'],
};
export const rotated: ApiKeyRotated = {
  type: 'ApiKeyRotated',
  ...base,
  keyId: 'k1',
  successor: { keyId: 'k3', hash: 'hash-3' },
  validUntil: '2026-11-24T12:00:00.000Z',
};
export const revoked: ApiKeyRevoked = { type: 'ApiKeyRevoked', ...base, keyId: 'k1' };
