import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type AccountCommand } from '../../domain/account/account-command';
import { DEFAULT_KEY_OVERLAP_HOURS } from '../../domain/account/rotate-api-key';
import { ACCOUNTS } from '../streams';
import { type AccountFailure, type AccountUseCases, type ApiKeyIssued, type ApiKeyView } from '../use-cases/accounts';
import { type AccountPorts } from './account-ports';
import { accountsAggregate } from './accounts-aggregate';
import { commandAccounts, keyIn, keyView } from './command-accounts';
import { loadAggregate } from './load-aggregate';
import { newApiKey, type NewApiKey } from './new-api-key';
import { bootstrapAccount, openAccount } from './open-account';
import { asUnavailable } from './unavailable';

type Failing<A> = TE.TaskEither<AccountFailure, A>;
type CommandBase = Pick<AccountCommand, 'account' | 'at' | 'by'>;

const LONGEST_KEY = 512;

/** What the doors can ask about accounts and keys, on the log. */
export const accountUseCases = (ports: AccountPorts): AccountUseCases => {
  const { eventStore, clock, directory, secretMaker } = ports;

  const base = (account: number, by: string): CommandBase => ({
    account,
    at: new Date(clock.now()).toISOString(),
    by,
  });

  const changeKey = (
    { account, keyId }: { readonly account: number; readonly keyId: string },
    command: () => AccountCommand,
  ): Failing<ApiKeyView> =>
    pipe(
      commandAccounts(ports)(() => E.right(command())),
      TE.flatMapEither((accounts) => keyIn(accounts.get(account), keyId)),
    );

  const newKey = (account: number, made: NewApiKey, command: () => AccountCommand): Failing<ApiKeyIssued> =>
    pipe(
      changeKey({ account, keyId: made.hashed.keyId }, command),
      TE.map((key) => ({ ...key, apiKey: made.apiKey })),
    );

  return {
    bootstrap: bootstrapAccount(ports),
    open: openAccount(ports),
    authenticate: (apiKey) => {
      const holder = apiKey.length > LONGEST_KEY ? null : directory.holderOf(secretMaker.hashOf(apiKey), clock.now());
      if (holder === null) return null;
      const { account, key } = holder;
      const { keyId, name, scopes } = key;
      return { account: account.account, entity: account.entity, keyId, name, scopes };
    },
    issueKey: (account, by, key) => {
      const made = newApiKey(ports);
      return newKey(account, made, () => ({
        type: 'IssueApiKey',
        ...base(account, by),
        key: { ...made.hashed, name: key.name, scopes: key.scopes },
      }));
    },
    rotateKey: (...[account, by, keyId, overlapHours = DEFAULT_KEY_OVERLAP_HOURS]) => {
      const made = newApiKey(ports);
      const successor = made.hashed;
      return newKey(account, made, () => ({
        type: 'RotateApiKey',
        ...base(account, by),
        keyId,
        successor,
        overlapHours,
      }));
    },
    revokeKey: (account, by, keyId) =>
      changeKey({ account, keyId }, () => ({ type: 'RevokeApiKey', ...base(account, by), keyId })),
    listKeys: (account) =>
      pipe(
        loadAggregate(accountsAggregate)(eventStore)(ACCOUNTS),
        TE.mapError(asUnavailable),
        TE.flatMapEither(({ state }): E.Either<AccountFailure, ReadonlyArray<ApiKeyView>> => {
          const found = state.get(account);
          return found === undefined
            ? E.left({ type: 'AccountUnknown' })
            : E.right(Array.from(found.keys.values(), keyView));
        }),
      ),
  };
};
