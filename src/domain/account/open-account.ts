import { type Accounts } from './account';
import { type OpenAccount } from './account-command';
import { accept, type Decision, refuse, refuseField } from './decision';
import { keyNameProblem } from './key-name';
import { isZone } from '../shared/zoned-days';

const ENTITY = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

export const openAccount = (command: OpenAccount, accounts: Accounts): Decision => {
  const { account, at, by, entity, timeZone, key } = command;
  const refusal = refusalFor(command, accounts);
  if (refusal !== null) return refuse(refusal);
  const problem = problemIn(command, accounts);
  if (problem !== null) return refuseField(...problem);
  const base = { account, at, by };
  return accept(
    { type: 'AccountOpened', ...base, entity, ...(timeZone === undefined ? {} : { timeZone }) },
    { type: 'ApiKeyIssued', ...base, ...key, scopes: ['admin'] },
  );
};

const problemIn = (
  { account, entity, timeZone = 'UTC', key }: OpenAccount,
  accounts: Accounts,
): readonly [field: string, reason: string] | null => {
  if (!Number.isSafeInteger(account) || account < 1) return ['account', 'must be a whole number from 1'];
  const entityReason = entityProblem(entity, accounts);
  if (entityReason !== null) return ['entity', entityReason];
  if (!isZone(timeZone)) return ['timeZone', 'must be a time zone such as Europe/Paris'];
  const nameReason = keyNameProblem(key.name);
  return nameReason === null ? null : ['name', nameReason];
};

/** Accounts are in the order of opening. */
const firstOf = (accounts: Accounts): number | undefined => accounts.keys().next().value;

const refusalFor = (
  { account, asker }: OpenAccount,
  accounts: Accounts,
): 'NotFirstAccount' | 'AccountExists' | null => {
  if (asker === null) return accounts.size > 0 ? 'AccountExists' : null;
  if (asker !== firstOf(accounts)) return 'NotFirstAccount';
  return accounts.has(account) ? 'AccountExists' : null;
};

const entityProblem = (entity: string, accounts: Accounts): string | null => {
  if (!ENTITY.test(entity))
    return 'must have 1 to 100 letters, digits, ".", "-" or "_", beginning with a letter or digit';
  const taken = Array.from(accounts.values()).some((other) => other.entity === entity);
  return taken ? 'is the entity of another account' : null;
};
