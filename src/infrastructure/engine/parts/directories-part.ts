import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

/** What every process knows by following the log: hooks, accounts, catalogues, who was erased. */
export const directoriesPart = (container: Container): Part => {
  const hooks = container.get(TOKENS.hookDirectory);
  const accounts = container.get(TOKENS.accountDirectory);
  const catalogues = container.get(TOKENS.catalogueDirectory);
  const erasures = container.get(TOKENS.erasures);
  return {
    part: 'directories',
    start: async () => {
      await Promise.all([hooks.ready(), accounts.ready(), catalogues.ready(), erasures.ready()]);
    },
    stop: () => {
      hooks.close();
      accounts.close();
      catalogues.close();
      erasures.close();
      return Promise.resolve();
    },
  };
};
