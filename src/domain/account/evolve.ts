import { type Account, type Accounts, type ApiKey } from './account';
import { type AccountEvent, type AccountOpened, type ApiKeyIssued } from './account-event';

const issued = ({ keyId, hash, name, scopes, at }: ApiKeyIssued): ApiKey => ({
  keyId,
  hash,
  name,
  scopes,
  createdAt: at,
});

const withKeys = (account: Account, ...keys: ReadonlyArray<ApiKey>): Account => ({
  ...account,
  keys: new Map([...account.keys, ...keys.map((key) => [key.keyId, key] as const)]),
});

const evolveOpened = (account: Account, event: Exclude<AccountEvent, AccountOpened>): Account => {
  if (event.type === 'ApiKeyIssued') return withKeys(account, issued(event));
  const key = account.keys.get(event.keyId);
  if (key === undefined) return account;
  switch (event.type) {
    case 'ApiKeyRotated':
      return withKeys(
        account,
        { ...key, validUntil: event.validUntil },
        { ...event.successor, name: key.name, scopes: key.scopes, createdAt: event.at },
      );
    case 'ApiKeyRevoked':
      return withKeys(account, { ...key, revokedAt: event.at });
  }
};

const opened = ({ account, entity, timeZone }: AccountOpened): Account => ({
  account,
  entity,
  ...(timeZone === undefined ? {} : { timeZone }),
  keys: new Map(),
});

/** Events are facts: total, and free of rules. */
export const evolve = (accounts: Accounts, event: AccountEvent): Accounts => {
  const known = accounts.get(event.account);
  if (event.type === 'AccountOpened') {
    return known === undefined ? new Map([...accounts, [event.account, opened(event)]]) : accounts;
  }
  return known === undefined ? accounts : new Map([...accounts, [event.account, evolveOpened(known, event)]]);
};
