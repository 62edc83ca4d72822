import { type Container } from 'inversify';
import { REST_LIMITS } from '../../adapters/inbound/rest-api/rest-deps';
import { healthApi, restApi } from '../../adapters/inbound/rest-api/server';
import { itemShaper } from '../../application/capture/block-content';
import { deliveriesOfStretches } from '../../application/capture/deliveries-of-stretches';
import { readStretch } from '../../application/capture/read-stretch';
import { auditUseCases } from '../../application/audit/audit-use-cases';
import { knownDeliveries } from '../../application/deliveries/known-deliveries';
import { deliveryUseCases } from '../../application/deliveries/delivery-use-cases';
import { packagingOf } from '../../domain/message/payload-format';
import { VERSION } from '../version';
import { TOKENS } from './tokens';

/** REST, and what it asks about deliveries. */
export const bindDoors = (container: Container): void => {
  container.bind(TOKENS.deliveryDependencies).toResolvedValue(
    (...[eventStore, search, keyStore, erased, identity, clock, log, directory, openEvents, copiesWithin, view]) => ({
      eventStore,
      search,
      keyStore,
      erased,
      identity,
      clock,
      hookOf: (hook) => {
        const view = directory.get(hook);
        if (view === undefined) return undefined;
        const { account, status, definition } = view.hook;
        return { account, status, packaging: packagingOf(definition.format) };
      },
      deliveriesOfStretches: deliveriesOfStretches(
        {
          eventStore,
          read: readStretch({ eventStore, log, copiesWithin }),
          open: openEvents,
          shape: itemShaper(identity.named),
          named: identity.named,
        },
        (hook) => directory.get(hook)?.hook.account,
      ),
      sumOf: view.sumOf,
    }),
    [
      TOKENS.eventStore,
      TOKENS.deliveryQueries,
      TOKENS.keyStore,
      TOKENS.erasures,
      TOKENS.identity,
      TOKENS.clock,
      TOKENS.log,
      TOKENS.hookDirectory,
      TOKENS.openEvents,
      TOKENS.copiesWithin,
      TOKENS.captureView,
    ],
  );
  // What was shown lately by one of them is found by all.
  const known = knownDeliveries();
  container
    .bind(TOKENS.deliveries)
    .toResolvedValue((dependencies) => deliveryUseCases({ ...dependencies, known }), [TOKENS.deliveryDependencies]);
  container
    .bind(TOKENS.audits)
    .toResolvedValue(
      (dependencies, openEvents) => auditUseCases({ ...dependencies, known, openEvents }),
      [TOKENS.deliveryDependencies, TOKENS.openEvents],
    );
  if (container.get(TOKENS.config).roles.includes('api')) bindRest(container);
  else bindHealth(container);
};

const bindRest = (container: Container): void => {
  container.bind(TOKENS.restApi).toResolvedValue(
    (
      ...[
        config,
        hooks,
        trials,
        events,
        deliveries,
        audits,
        replaying,
        profiles,
        callback,
        exporting,
        previewing,
        accounts,
        catalogue,
        profileFields,
        contents,
        health,
        prometheus,
        clock,
        log,
      ]
    ) =>
      restApi({
        hooks,
        trials,
        events,
        deliveries,
        audits,
        replays: replaying,
        profiles,
        callback,
        exports: exporting,
        previews: previewing,
        accounts,
        catalogue,
        profileFields,
        contents,
        health,
        ...(config.metrics ? { metricsText: prometheus.expose } : {}),
        version: VERSION,
        clock,
        log,
        limits: REST_LIMITS,
      }),
    [
      TOKENS.config,
      TOKENS.hooks,
      TOKENS.hookTrials,
      TOKENS.recordEvents,
      TOKENS.deliveries,
      TOKENS.audits,
      TOKENS.replays,
      TOKENS.profiles,
      TOKENS.callback,
      TOKENS.exportRuns,
      TOKENS.exportPreviews,
      TOKENS.accounts,
      TOKENS.catalogue,
      TOKENS.profileFields,
      TOKENS.contentUseCases,
      TOKENS.readiness,
      TOKENS.prometheus,
      TOKENS.clock,
      TOKENS.log,
    ],
  );
};

/** A process without the role api shows whether it lives, and its metrics. */
const bindHealth = (container: Container): void => {
  container.bind(TOKENS.restApi).toResolvedValue(
    (...[config, health, prometheus, clock, log]) =>
      healthApi({
        health,
        ...(config.metrics ? { metricsText: prometheus.expose } : {}),
        version: VERSION,
        clock,
        log,
        limits: REST_LIMITS,
      }),
    [TOKENS.config, TOKENS.readiness, TOKENS.prometheus, TOKENS.clock, TOKENS.log],
  );
};
