import { type Container } from 'inversify';
import { finishErasures, profileUseCases } from '../../application/erase/erase-profile';
import { erasures } from '../../application/read-models/erasures';
import { TOKENS } from './tokens';

const FOR_ERASING = [
  TOKENS.deliveryDependencies,
  TOKENS.keyStore,
  TOKENS.contentStore,
  TOKENS.erasures,
  TOKENS.hookDirectory,
  TOKENS.clock,
  TOKENS.log,
] as const;

/** Who was erased, and how a person is. */
export const bindErasures = (container: Container): void => {
  container
    .bind(TOKENS.erasures)
    .toResolvedValue(
      (eventStore, clock, log, recent) => erasures({ eventStore, clock, log, forget: recent.forget }),
      [TOKENS.eventStore, TOKENS.clock, TOKENS.log, TOKENS.recentEvents],
    );
  container.bind(TOKENS.eraseDependencies).toResolvedValue(
    (...[deliveries, keyStore, contentStore, erased, directory, clock, log]) => ({
      ...deliveries,
      keyStore,
      contentStore,
      erasures: erased,
      hooksOf: directory.numbersOf,
      clock,
      log,
    }),
    [...FOR_ERASING],
  );
  container.bind(TOKENS.profiles).toResolvedValue(profileUseCases, [TOKENS.eraseDependencies]);
  container.bind(TOKENS.finishErasures).toResolvedValue(finishErasures, [TOKENS.eraseDependencies]);
};
