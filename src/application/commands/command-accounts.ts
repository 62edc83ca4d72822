import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Account, type Accounts, type ApiKey } from '../../domain/account/account';
import { type AccountCommand } from '../../domain/account/account-command';
import { ACCOUNTS } from '../streams';
import { type AccountFailure, type ApiKeyView } from '../use-cases/accounts';
import { type AccountPorts } from './account-ports';
import { accountsAggregate } from './accounts-aggregate';
import { handleCommand } from './handle-command';
import { retryOnConflict } from './retry-on-conflict';
import { asUnavailable } from './unavailable';

/** One command on the accounts; answers once keys are known by it. */
export const commandAccounts =
  ({ eventStore, identity, directory }: AccountPorts) =>
  (
    commandFor: (accounts: Accounts) => E.Either<AccountFailure, AccountCommand>,
  ): TE.TaskEither<AccountFailure, Accounts> =>
    pipe(
      handleCommand(accountsAggregate)({ eventStore, identity })<AccountFailure>({
        stream: ACCOUNTS,
        commandFor: ({ state }) => commandFor(state),
      }),
      retryOnConflict(),
      TE.mapError(asUnavailable),
      TE.tapTask(
        ({ position }) =>
          () =>
            directory.reached(position),
      ),
      TE.map(({ state }) => state),
    );

/** A key without its hash. */
export const keyView = ({ hash: _hash, ...key }: ApiKey): ApiKeyView => key;

export const keyIn = (account: Account | undefined, keyId: string): E.Either<AccountFailure, ApiKeyView> => {
  const key = account?.keys.get(keyId);
  return key === undefined ? E.left({ type: 'ApiKeyUnknown' }) : E.right(keyView(key));
};
