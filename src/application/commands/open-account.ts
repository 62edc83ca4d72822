import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type OpenAccount } from '../../domain/account/account-command';
import { ENGINE } from '../../domain/shared/engine';
import { type AccountFailure, type AccountUseCases, type ApiKeyIssued } from '../use-cases/accounts';
import { type AccountPorts } from './account-ports';
import { commandAccounts, keyIn } from './command-accounts';
import { newApiKey } from './new-api-key';

type Failing<A> = TE.TaskEither<AccountFailure, A>;
type Opening = Pick<OpenAccount, 'account' | 'entity' | 'timeZone' | 'by' | 'asker'> & { readonly apiKey?: string };

const FIRST_KEY_NAME = 'admin';
const GIVEN_KEY = /^\S{24,512}$/;

const givenKeyFailure = (apiKey: string | undefined): AccountFailure | null =>
  apiKey === undefined || GIVEN_KEY.test(apiKey)
    ? null
    : {
        type: 'InvalidAccount',
        field: 'apiKey',
        reason: 'must have 24 to 512 characters and no spaces; take a random one, or none and one is made',
      };

const open =
  (ports: AccountPorts) =>
  ({ apiKey, ...opening }: Opening): Failing<ApiKeyIssued> => {
    const made = newApiKey(ports, apiKey);
    const key = { ...made.hashed, name: FIRST_KEY_NAME };
    const command = (): OpenAccount => ({
      type: 'OpenAccount',
      ...opening,
      at: new Date(ports.clock.now()).toISOString(),
      key,
    });
    return pipe(
      // A log with accounts has no use for the given key, good or bad.
      commandAccounts(ports)((accounts) => {
        const failure = accounts.size === 0 ? givenKeyFailure(apiKey) : null;
        return failure === null ? E.right(command()) : E.left(failure);
      }),
      TE.flatMapEither((accounts) => keyIn(accounts.get(opening.account), key.keyId)),
      TE.map((issued) => ({ ...issued, apiKey: made.apiKey })),
    );
  };

/** As `AccountUseCases.open`. */
export const openAccount =
  (ports: AccountPorts): AccountUseCases['open'] =>
  (asker, by, opened) =>
    open(ports)({ ...opened, by, asker });

/** As `AccountUseCases.bootstrap`. */
export const bootstrapAccount =
  (ports: AccountPorts): AccountUseCases['bootstrap'] =>
  (first) =>
    pipe(
      open(ports)({ ...first, by: ENGINE, asker: null }),
      TE.orElse((failure): Failing<ApiKeyIssued | null> =>
        failure.type === 'AccountExists' ? TE.right(null) : TE.left(failure),
      ),
    );
