import { type Container } from 'inversify';
import { TOKENS } from '../../container/tokens';
import { type Part } from '../../lifecycle/part';

/** What every process knows by following the log: hooks, accounts, catalogues, profile fields, who was erased. */
export const directoriesPart = (container: Container): Part => {
  const hooks = container.get(TOKENS.hookDirectory);
  const runs = container.get(TOKENS.exportRunDirectory);
  const accounts = container.get(TOKENS.accountDirectory);
  const catalogues = container.get(TOKENS.catalogueDirectory);
  const profileFields = container.get(TOKENS.profileFieldDirectory);
  const erasures = container.get(TOKENS.erasures);
  return {
    part: 'directories',
    start: async () => {
      await Promise.all(
        [hooks, runs, accounts, catalogues, profileFields, erasures].map((directory) => directory.ready()),
      );
    },
    stop: () => {
      hooks.close();
      runs.close();
      accounts.close();
      catalogues.close();
      profileFields.close();
      erasures.close();
      return Promise.resolve();
    },
  };
};
