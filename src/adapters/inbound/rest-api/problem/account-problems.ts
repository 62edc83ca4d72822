import { type AccountRefusal } from '../../../../application/use-cases/accounts';
import { type RefusalTable } from './rest-refusal';

export const accountProblems: RefusalTable<AccountRefusal['type']> = {
  AccountUnknown: () => ({
    status: 404,
    slug: 'account-unknown',
    title: 'No such account',
    detail: 'The account of this key is not known any more. Ask the operator of the engine for a new key.',
  }),
  AccountExists: () => ({
    status: 409,
    slug: 'account-exists',
    title: 'The account exists',
    detail: 'An account with this number or entity name is there already. Choose another.',
  }),
  ApiKeyUnknown: () => ({
    status: 404,
    slug: 'api-key-unknown',
    title: 'No such key',
    detail: 'This account has no key with this id. GET /v1/api-keys lists those it has.',
  }),
  ApiKeyAlreadyRevoked: () => ({
    status: 409,
    slug: 'api-key-already-revoked',
    title: 'The key was revoked',
    detail: 'A revoked key stays revoked. Issue a new one with POST /v1/api-keys.',
  }),
  LastAdminKey: () => ({
    status: 409,
    slug: 'last-admin-key',
    title: 'This is the last admin key',
    detail: 'Without it nobody could administer the account. Issue another admin key first.',
  }),
  NotFirstAccount: () => ({
    status: 403,
    slug: 'not-first-account',
    title: 'Only the first account opens others',
    detail: 'Use an admin key of the account that the engine opened at its first start.',
  }),
  InvalidAccount: ({ field, reason }) => ({
    status: 422,
    slug: 'account-invalid',
    title: 'The key or account is not acceptable',
    detail: 'Nothing was saved. Correct the field listed in errors.',
    errors: [{ field: field ?? '', reason: reason ?? 'not acceptable' }],
  }),
};
