import { type Container } from 'inversify';
import { exportRunUseCases } from '../../application/exports/export-run-use-cases';
import { TOKENS } from './tokens';

const DAY_MS = 86_400_000;

/** Historical exports, as the doors ask for them. */
export const bindExports = (container: Container): void => {
  container.bind(TOKENS.exportRuns).toResolvedValue(
    (...[config, eventStore, clock, identity, runs, hooks, catalogues, capture]) =>
      exportRunUseCases({
        eventStore,
        clock,
        identity,
        runs,
        hooks,
        catalogueOf: catalogues.of,
        zoneOf: () => 'UTC',
        capture,
        outcomesKeptMs: config.retention.outcomeDays * DAY_MS,
      }),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.exportRunDirectory,
      TOKENS.hookDirectory,
      TOKENS.catalogueDirectory,
      TOKENS.captureView,
    ],
  );
};
