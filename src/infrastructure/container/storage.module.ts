import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type Container } from 'inversify';
import { workerSqliteEventStore } from '../../adapters/outbound/event-store/sqlite/worker-sqlite-event-store';
import { openSqliteKeyStore } from '../../adapters/outbound/key-store/sqlite/sqlite-key-store';
import { sqliteDeliverySearchThread } from '../../adapters/outbound/read-model-store/sqlite/sqlite-delivery-search';
import { type ClosableKeyStore } from '../../application/ports/key-store';
import { aesGcmSecretBox } from '../../adapters/outbound/secret-box/aes-gcm/aes-gcm-secret-box';
import { pageThreads, type PageThreads } from '../exports/page-threads';
import { TOKENS } from './tokens';

/** A page costs its thread three times what sending it costs the main one. */
const PAGE_THREADS = 2;

/** The log with its keys, and the search that is made from it. */
export const bindStorage = async (container: Container): Promise<void> => {
  const { eventStoreDb } = container.get(TOKENS.config);
  if (eventStoreDb === undefined) bindEmbeddedLog(container);
  else (await import('./eventstore-db.module.js')).bindEventStoreDb(container, eventStoreDb);
  container
    .bind(TOKENS.deliverySearch)
    .toResolvedValue(
      ({ dataFolder }) => sqliteDeliverySearchThread(join(dataFolder, 'search.sqlite')),
      [TOKENS.config],
    );
  container.bind(TOKENS.secretBox).toResolvedValue((masterKey) => aesGcmSecretBox(masterKey), [TOKENS.masterKey]);
};

/** SQLite files in the data folder. */
const bindEmbeddedLog = (container: Container): void => {
  container
    .bind(TOKENS.eventStore)
    .toResolvedValue(
      ({ dataFolder }) => workerSqliteEventStore({ path: join(dataFolder, 'log.sqlite') }),
      [TOKENS.config],
    );
  container.bind(TOKENS.exactIds).toConstantValue(true);
  container
    .bind(TOKENS.pageThreads)
    .toResolvedValue(
      ({ dataFolder }, masterKey, log) =>
        pageThreads(
          { log: join(dataFolder, 'log.sqlite'), keys: join(dataFolder, 'keys.sqlite'), masterKey },
          log,
          PAGE_THREADS,
        ),
      [TOKENS.config, TOKENS.masterKey, TOKENS.log],
    );
  container.bind(TOKENS.keyStore).toResolvedValue(
    ({ dataFolder }, masterKey, threads) => {
      const opened = openSqliteKeyStore({ file: join(dataFolder, 'keys.sqlite'), masterKey });
      if (E.isLeft(opened)) throw new Error(opened.left.detail);
      return threads === null ? opened.right : besideThreads(opened.right, threads);
    },
    [TOKENS.config, TOKENS.masterKey, TOKENS.pageThreads],
  );
};

/** A dropped key is dropped in the threads too, and they end before the files are closed. */
const besideThreads = (keyStore: ClosableKeyStore, threads: PageThreads): ClosableKeyStore => ({
  ...keyStore,
  drop: (account, owner) =>
    pipe(
      keyStore.drop(account, owner),
      TE.tapTask(() => threads.forgetKeys),
    ),
  close: async () => {
    await threads.close();
    await keyStore.close();
  },
});
