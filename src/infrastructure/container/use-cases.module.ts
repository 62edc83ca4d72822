import { type Container } from 'inversify';
import { accountUseCases } from '../../application/commands/account-use-cases';
import { hookUseCases } from '../../application/commands/hook-use-cases';
import { accountDirectory } from '../../application/read-models/account-directory';
import { hookDirectory } from '../../application/read-models/hook-directory';
import { openEvents } from '../../application/record/open-events';
import { recentEvents } from '../../application/record/recent-events';
import { recordEvents } from '../../application/record/record-events';
import { builtInFacts } from '../../domain/catalogue/built-in-facts';
import { TOKENS } from './tokens';

const RECENT = { maxEvents: 8_192, maxBytes: 8 * 1024 * 1024 };
const NOTHING = { captured: 0, delivered: 0, parked: 0, discarded: 0, waiting: 0 };

/** What the doors can ask, on the log. */
export const bindUseCases = (container: Container): void => {
  const { eventStore, keyStore, clock, identity, log, metrics, secretMaker } = TOKENS;
  const following = [eventStore, clock, log] as const;
  container
    .bind(TOKENS.hookDirectory)
    .toResolvedValue((store, time, lines) => hookDirectory({ eventStore: store, clock: time, log: lines }), [...following]);
  container
    .bind(TOKENS.accountDirectory)
    .toResolvedValue((store, time, lines) => accountDirectory({ eventStore: store, clock: time, log: lines }), [...following]);
  container.bind(TOKENS.recentEvents).toDynamicValue(() => recentEvents(RECENT));
  container
    .bind(TOKENS.openEvents)
    .toResolvedValue(
      (keys, recent, lines) => openEvents({ keyStore: keys, recent, log: lines }),
      [keyStore, TOKENS.recentEvents, log],
    );
  container.bind(TOKENS.accounts).toResolvedValue(
    (store, time, ids, maker, directory) =>
      accountUseCases({ eventStore: store, clock: time, identity: ids, secretMaker: maker, directory }),
    [eventStore, clock, identity, secretMaker, TOKENS.accountDirectory],
  );
  bindHooks(container);
  container.bind(TOKENS.recordEvents).toResolvedValue(
    (...[store, keys, open, recent, ids, time, counted]) =>
      recordEvents({
        eventStore: store,
        keyStore: keys,
        openEvents: open,
        recent,
        identity: ids,
        clock: time,
        metrics: counted,
        isKnownType: (_account, type) => builtInFacts.vendorOf(type) !== null,
        isSealing: () => true,
      }),
    [eventStore, keyStore, TOKENS.openEvents, TOKENS.recentEvents, identity, clock, metrics],
  );
};

const bindHooks = (container: Container): void => {
  container.bind(TOKENS.hooks).toResolvedValue(
    (...[config, eventStore, clock, identity, secretBox, secretMaker, directory, accounts, running]) =>
      hookUseCases({
        eventStore,
        clock,
        identity,
        secretBox,
        secretMaker,
        directory,
        policy: { catalogue: builtInFacts, allowHttp: config.destinations.allowHttp },
        entityOf: (account) => accounts.get(account)?.entity,
        sumOf: (hook) => running.sumOf(hook) ?? NOTHING,
      }),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.secretBox,
      TOKENS.secretMaker,
      TOKENS.hookDirectory,
      TOKENS.accountDirectory,
      TOKENS.capture,
    ],
  );
};
