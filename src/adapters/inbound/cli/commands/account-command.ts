import { type Command } from 'commander';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { wholeNumber } from '../arguments';
import { type Desk } from '../desk';
import { recordOf, textOf } from '../print/read-json';

interface NewAccount {
  readonly account: number;
  readonly entity: string;
  readonly timeZone?: string;
}

/** Further accounts of an installation; the first is opened by the engine's first start. */
export const addAccountCommand = (program: Command, desk: Desk): void => {
  program
    .command('account')
    .description('accounts of the installation')
    .command('open')
    .description('opens a further account and shows its admin key this once; needs an admin key of the first account')
    .requiredOption('--account <n>', 'number of the account', wholeNumber(1, Number.MAX_SAFE_INTEGER))
    .requiredOption('--entity <name>', 'name of the account in webhook links')
    .option('--time-zone <zone>', 'whose days historical exports have, such as Europe/Paris; UTC without it')
    .action(({ account, entity, timeZone }: NewAccount) =>
      desk.show(
        pipe(
          desk.ask({ method: 'POST', path: '/v1/accounts', body: JSON.stringify({ account, entity, timeZone }) }),
          TE.map((json) => ({
            json,
            text: `Account ${String(account)} (${entity}) is open.\nIts admin key, shown this once: ${textOf(recordOf(json)['apiKey'])}`,
          })),
        ),
      ),
    );
};
