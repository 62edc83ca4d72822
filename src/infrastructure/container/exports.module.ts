import { join } from 'node:path';
import { type Container } from 'inversify';
import { sqliteEventCounts } from '../../adapters/outbound/event-counts/sqlite/sqlite-event-counts';
import { exportRunUseCases } from '../../application/exports/export-run-use-cases';
import { previewExactly } from '../../application/exports/preview-exactly';
import { previewRun } from '../../application/exports/preview-run';
import { earliestDay } from '../../application/retention/earliest-day';
import { type AccountDirectory } from '../../application/read-models/account-directory';
import { TOKENS } from './tokens';

const DAY_MS = 86_400_000;

const zoneIn =
  (accounts: Pick<AccountDirectory, 'get'>) =>
  (account: number): string =>
    accounts.get(account)?.timeZone ?? 'UTC';

/** Historical exports, as the doors ask for them; the index of their previews is kept where the search is. */
export const bindExports = (container: Container): void => {
  container.bind(TOKENS.exportRuns).toResolvedValue(
    (...[config, eventStore, clock, identity, runs, hooks, catalogues, accounts, capture]) =>
      exportRunUseCases({
        eventStore,
        clock,
        identity,
        runs,
        hooks,
        catalogueOf: catalogues.of,
        zoneOf: zoneIn(accounts),
        earliestDay: earliestDay(eventStore),
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
      TOKENS.accountDirectory,
      TOKENS.captureView,
    ],
  );
  container
    .bind(TOKENS.eventCounts)
    .toResolvedValue(({ dataFolder }) => sqliteEventCounts(join(dataFolder, 'event-counts.sqlite')), [TOKENS.config]);
  const { roles, nats } = container.get(TOKENS.config);
  if (roles.includes('search') || nats === undefined)
    container.bind(TOKENS.eventCountQueries).toResolvedValue((counts) => counts, [TOKENS.eventCounts]);
  container.bind(TOKENS.exportPreviews).toResolvedValue(
    (...[eventStore, clock, catalogues, accounts, counts, open, copiesWithin, log]) => {
      const ports = {
        eventStore,
        clock,
        catalogueOf: catalogues.of,
        zoneOf: zoneIn(accounts),
        earliestDay: earliestDay(eventStore),
        counts,
        open,
        copiesWithin,
        log,
      };
      return { preview: previewRun(ports), exactly: previewExactly(ports) };
    },
    [
      TOKENS.eventStore,
      TOKENS.clock,
      TOKENS.catalogueDirectory,
      TOKENS.accountDirectory,
      TOKENS.eventCountQueries,
      TOKENS.openEvents,
      TOKENS.copiesWithin,
      TOKENS.log,
    ],
  );
};
