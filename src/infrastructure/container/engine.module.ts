import { type Container } from 'inversify';
import { capture } from '../../application/capture/capture';
import { engineSuspendsHook } from '../../application/commands/engine-suspends-hook';
import { deliver } from '../../application/deliver/deliver';
import { routedOf } from '../../application/record/routed-of';
import { retention } from '../../application/retention/retention';
import { fixedPeriod } from '../../domain/delivery/retry-policy';
import { TOKENS } from './tokens';

const OUTCOME_FLUSH_MS = 10;
const DAY_MS = 86_400_000;
const HELD = { maxCommands: 20_000, maxBytes: 128 * 1024 * 1024 };

/** The two halves of the engine: capture decides, workers answer. */
export const bindEngine = (container: Container): void => {
  container.bind(TOKENS.capture).toResolvedValue(
    (...[config, eventStore, bus, recent, openEvents, directory, clock, identity, log, metrics]) =>
      capture({
        eventStore,
        bus,
        routedOf: routedOf(recent),
        openEvents,
        suspendHook: engineSuspendsHook({ eventStore, clock, identity, directory }),
        clock,
        identity,
        log,
        metrics,
        defaultPolicy: fixedPeriod(config.retry.times, config.retry.periodSeconds),
        limits: config.unsettled,
      }),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.commandBus,
      TOKENS.recentEvents,
      TOKENS.openEvents,
      TOKENS.hookDirectory,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.log,
      TOKENS.metrics,
    ],
  );
  container.bind(TOKENS.deliver).toResolvedValue(
    (...[config, eventStore, bus, transport, hooks, keyStore, secretBox, clock, identity, log, metrics]) =>
      deliver({
        eventStore,
        bus,
        transport,
        hooks,
        keyStore,
        secretBox,
        clock,
        identity,
        log,
        metrics,
        options: {
          ...HELD,
          maxInFlight: config.destinations.maxInFlight,
          outcomeFlushMs: OUTCOME_FLUSH_MS,
          shard: 0,
        },
      }),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.commandBus,
      TOKENS.transport,
      TOKENS.hookDirectory,
      TOKENS.keyStore,
      TOKENS.secretBox,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.log,
      TOKENS.metrics,
    ],
  );
  container.bind(TOKENS.retention).toResolvedValue(
    (...[config, eventStore, running, search, clock, identity, log]) =>
      retention({
        eventStore,
        state: running.state,
        search,
        clock,
        identity,
        log,
        keep: {
          outcomesMs: config.retention.outcomeDays * DAY_MS,
          parkedMs: config.retention.parkedDays * DAY_MS,
        },
      }),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.capture,
      TOKENS.deliverySearch,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.log,
    ],
  );
};
