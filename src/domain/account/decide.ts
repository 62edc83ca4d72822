import { type Account, type Accounts } from './account';
import { type AccountCommand, type OpenAccount } from './account-command';
import { type Decision, refuse } from './decision';
import { issueApiKey } from './issue-api-key';
import { openAccount } from './open-account';
import { revokeApiKey } from './revoke-api-key';
import { rotateApiKey } from './rotate-api-key';

const decideOpened = (command: Exclude<AccountCommand, OpenAccount>, account: Account): Decision => {
  switch (command.type) {
    case 'IssueApiKey':
      return issueApiKey(command, account);
    case 'RotateApiKey':
      return rotateApiKey(command, account);
    case 'RevokeApiKey':
      return revokeApiKey(command, account);
  }
};

export const decide =
  (command: AccountCommand) =>
  (accounts: Accounts): Decision => {
    if (command.type === 'OpenAccount') return openAccount(command, accounts);
    const account = accounts.get(command.account);
    return account === undefined ? refuse('AccountUnknown') : decideOpened(command, account);
  };
