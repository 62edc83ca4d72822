import { type Container } from 'inversify';
import { capture } from '../../application/capture/capture';
import { captureSeat } from '../../application/capture/capture-seat';
import { copiesInLog } from '../../application/capture/copies/copies-in-log';
import { noCopiesWithin } from '../../application/capture/copies/copies-within';
import { engineSuspendsHook } from '../../application/commands/engine-suspends-hook';
import { deliver } from '../../application/deliver/deliver';
import { routedOf } from '../../application/record/routed-of';
import { REPLAY_LIMITS } from '../../application/replay/replay-dependencies';
import { replays } from '../../application/replay/replays';
import { retention } from '../../application/retention/retention';
import { fixedPeriod } from '../../domain/delivery/retry-policy';
import { TOKENS } from './tokens';

const OUTCOME_FLUSH_MS = 10;
const DAY_MS = 86_400_000;
const HELD = { maxCommands: 20_000, maxBytes: 128 * 1024 * 1024 };

/** The two halves of the engine: capture decides, workers answer. */
export const bindEngine = (container: Container): void => {
  container
    .bind(TOKENS.copiesWithin)
    .toResolvedValue(
      (eventStore, exactIds) => (exactIds ? noCopiesWithin : copiesInLog(eventStore)),
      [TOKENS.eventStore, TOKENS.exactIds],
    );
  container.bind(TOKENS.captureSeat).toResolvedValue(
    (
      ...[
        config,
        eventStore,
        exactIds,
        bus,
        recent,
        openEvents,
        pageThreads,
        erased,
        directory,
        clock,
        identity,
        log,
        metrics,
      ]
    ) =>
      captureSeat(() =>
        capture({
          eventStore,
          bus,
          routedOf: routedOf(recent),
          openEvents,
          pageElsewhere: pageThreads?.read,
          erased,
          suspendHook: engineSuspendsHook({ eventStore, clock, identity, directory }),
          clock,
          identity,
          log,
          metrics,
          exactIds,
          defaultPolicy: fixedPeriod(config.retry.times, config.retry.periodSeconds),
          limits: config.unsettled,
        }),
      ),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.exactIds,
      TOKENS.commandBus,
      TOKENS.recentEvents,
      TOKENS.openEvents,
      TOKENS.pageThreads,
      TOKENS.erasures,
      TOKENS.hookDirectory,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.log,
      TOKENS.metrics,
    ],
  );
  container.bind(TOKENS.replaysHere).toResolvedValue(
    (...[config, eventStore, seat, openEvents, directory, clock, identity, log]) =>
      replays({
        eventStore,
        currentCapture: seat.current,
        openEvents,
        identity,
        clock,
        log,
        hookOf: (hook) => directory.get(hook)?.hook,
        outcomesKeptMs: config.retention.outcomeDays * DAY_MS,
        limits: REPLAY_LIMITS,
      }),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.captureSeat,
      TOKENS.openEvents,
      TOKENS.hookDirectory,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.log,
    ],
  );
  container.bind(TOKENS.deliver).toResolvedValue(
    (
      ...[
        config,
        eventStore,
        bus,
        transport,
        hooks,
        erased,
        runs,
        contents,
        keyStore,
        secretBox,
        clock,
        identity,
        log,
        metrics,
      ]
    ) =>
      deliver({
        eventStore,
        bus,
        transport,
        hooks,
        erased,
        runs,
        contents,
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
      TOKENS.erasures,
      TOKENS.exportRunDirectory,
      TOKENS.contents,
      TOKENS.keyStore,
      TOKENS.secretBox,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.log,
      TOKENS.metrics,
    ],
  );
  container.bind(TOKENS.retentionOf).toResolvedValue(
    (...[config, eventStore, exactIds, search, clock, identity, log]) =>
      (state) =>
        retention({
          eventStore,
          exactIds,
          state,
          search,
          clock,
          identity,
          log,
          keep: {
            outcomesMs: config.retention.outcomeDays * DAY_MS,
            parkedMs: config.retention.parkedDays * DAY_MS,
            eventsMs: config.retention.eventDays === null ? null : config.retention.eventDays * DAY_MS,
          },
        }),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.exactIds,
      TOKENS.deliveryQueries,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.log,
    ],
  );
};
