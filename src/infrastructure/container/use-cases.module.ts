import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Container } from 'inversify';
import { callbacks } from '../../application/callbacks/callbacks';
import { accountUseCases } from '../../application/commands/account-use-cases';
import { catalogueUseCases } from '../../application/commands/catalogue-use-cases';
import { hookUseCases } from '../../application/commands/hook-use-cases';
import { hookTrialUseCases } from '../../application/trials/hook-trial-use-cases';
import { accountDirectory } from '../../application/read-models/account-directory';
import { catalogueDirectory } from '../../application/read-models/catalogue-directory';
import { exportRunDirectory } from '../../application/read-models/export-run-directory';
import { hookDirectory } from '../../application/read-models/hook-directory';
import { openEvents } from '../../application/record/open-events';
import { recentEvents } from '../../application/record/recent-events';
import { recordEvents } from '../../application/record/record-events';
import { factsOf } from '../../domain/profile-field/registered-fields';
import { TOKENS } from './tokens';

const RECENT = { maxEvents: 8_192, maxBytes: 8 * 1024 * 1024 };
const NOTHING = { captured: 0, delivered: 0, parked: 0, discarded: 0, waiting: 0 };

/** What the doors can ask, on the log. */
export const bindUseCases = (container: Container): void => {
  const { eventStore, keyStore, clock, identity, log, metrics, secretMaker } = TOKENS;
  const following = [eventStore, clock, log] as const;
  container
    .bind(TOKENS.hookDirectory)
    .toResolvedValue(
      (store, time, lines) => hookDirectory({ eventStore: store, clock: time, log: lines }),
      [...following],
    );
  container
    .bind(TOKENS.exportRunDirectory)
    .toResolvedValue(
      (store, time, lines) => exportRunDirectory({ eventStore: store, clock: time, log: lines }),
      [...following],
    );
  container
    .bind(TOKENS.accountDirectory)
    .toResolvedValue(
      (store, time, lines) => accountDirectory({ eventStore: store, clock: time, log: lines }),
      [...following],
    );
  container
    .bind(TOKENS.catalogueDirectory)
    .toResolvedValue(
      (store, time, lines) => catalogueDirectory({ eventStore: store, clock: time, log: lines }),
      [...following],
    );
  container.bind(TOKENS.recentEvents).toDynamicValue(() => recentEvents(RECENT));
  container
    .bind(TOKENS.openEvents)
    .toResolvedValue(
      (keys, recent, lines) => openEvents({ keyStore: keys, recent, log: lines }),
      [keyStore, TOKENS.recentEvents, log],
    );
  container
    .bind(TOKENS.accounts)
    .toResolvedValue(
      (...[store, time, ids, maker, directory]) =>
        accountUseCases({ eventStore: store, clock: time, identity: ids, secretMaker: maker, directory }),
      [eventStore, clock, identity, secretMaker, TOKENS.accountDirectory],
    );
  container
    .bind(TOKENS.catalogue)
    .toResolvedValue(
      (store, time, ids, directory) => catalogueUseCases({ eventStore: store, clock: time, identity: ids, directory }),
      [eventStore, clock, identity, TOKENS.catalogueDirectory],
    );
  bindHooks(container);
  bindTrials(container);
  container.bind(TOKENS.recordEvents).toResolvedValue(
    (...[store, keys, open, recent, ids, time, counted, catalogues, contents, { publicUrl }, tokens]) =>
      recordEvents({
        eventStore: store,
        keyStore: keys,
        openEvents: open,
        recent,
        identity: ids,
        clock: time,
        metrics: counted,
        contents,
        isKnownType: (account, type) => catalogues.of(account).find(type) !== undefined,
        callbacks: publicUrl === undefined ? null : callbacks(publicUrl, tokens),
        isSealing: () => true,
      }),
    [
      eventStore,
      keyStore,
      TOKENS.openEvents,
      TOKENS.recentEvents,
      identity,
      clock,
      metrics,
      TOKENS.catalogueDirectory,
      TOKENS.contents,
      TOKENS.config,
      TOKENS.callbackTokens,
    ],
  );
};

const bindHooks = (container: Container): void => {
  container.bind(TOKENS.hooks).toResolvedValue(
    (
      ...[
        config,
        eventStore,
        clock,
        identity,
        secretBox,
        secretMaker,
        directory,
        accounts,
        catalogues,
        fields,
        view,
        handshake,
      ]
    ) =>
      hookUseCases({
        eventStore,
        clock,
        identity,
        secretBox,
        secretMaker,
        handshake,
        directory,
        policyFor: (account) => ({
          catalogue: catalogues.of(account),
          profileFields: factsOf(fields.of(account)),
          allowHttp: config.destinations.allowHttp,
        }),
        entityOf: (account) => accounts.get(account)?.entity,
        sumOf: (hook) =>
          pipe(
            view.sumOf(hook),
            TE.map((sum) => sum ?? NOTHING),
          ),
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
      TOKENS.catalogueDirectory,
      TOKENS.profileFieldDirectory,
      TOKENS.captureView,
      TOKENS.handshake,
    ],
  );
};

const bindTrials = (container: Container): void => {
  container.bind(TOKENS.hookTrials).toResolvedValue(
    (...[config, eventStore, clock, identity, secretBox, accounts, catalogues, fields, transport, preview, contents]) =>
      hookTrialUseCases({
        eventStore,
        clock,
        identity,
        secretBox,
        catalogueOf: catalogues.of,
        policyFor: (account) => ({
          catalogue: catalogues.of(account),
          profileFields: factsOf(fields.of(account)),
          allowHttp: config.destinations.allowHttp,
        }),
        entityOf: (account) => accounts.get(account)?.entity,
        transport,
        preview,
        contents,
      }),
    [
      TOKENS.config,
      TOKENS.eventStore,
      TOKENS.clock,
      TOKENS.identity,
      TOKENS.secretBox,
      TOKENS.accountDirectory,
      TOKENS.catalogueDirectory,
      TOKENS.profileFieldDirectory,
      TOKENS.transport,
      TOKENS.requestPreview,
      TOKENS.contents,
    ],
  );
};
