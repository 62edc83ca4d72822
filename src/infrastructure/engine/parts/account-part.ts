import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';
import { orThrow } from '../or-throw';

/** The first start on a log opens the first account. */
export const accountPart = (container: Container, made: (apiKey: string) => void): Part => ({
  part: 'first account',
  start: async () => {
    const { firstAccount } = container.get(TOKENS.config);
    const issued = orThrow(await container.get(TOKENS.accounts).bootstrap(firstAccount)());
    if (issued !== null && firstAccount.apiKey === undefined) made(issued.apiKey);
  },
  stop: () => Promise.resolve(),
});
