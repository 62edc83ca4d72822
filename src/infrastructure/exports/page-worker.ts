import { parentPort, workerData } from 'node:worker_threads';
import { sqliteStreamReads } from '../../adapters/outbound/event-store/sqlite/sqlite-stream-reads';
import { systemIdentity } from '../../adapters/outbound/identity/system/system-identity';
import { sqliteKeyOpener } from '../../adapters/outbound/key-store/sqlite/sqlite-key-opener';
import { noCopiesWithin } from '../../application/capture/copies/copies-within';
import { type PageAsked, pageElsewhere } from '../../application/capture/exports/page-elsewhere';
import { openEvents } from '../../application/record/open-events';
import { packedPage } from './packed-page';
import { type FromPageWorker, type ToPageWorker, type PageWorkerSettings } from './page-protocol';

/** The root of the thread that reads, opens and shapes what export runs send. */
const run = (): void => {
  const port = parentPort;
  if (port === null) return;
  const { log: path, keys, masterKey } = workerData as PageWorkerSettings;
  const send = (message: FromPageWorker): void => {
    port.postMessage(message);
  };
  const log = {
    error: (message: string, context: Readonly<Record<string, unknown>> = {}) => {
      send({ kind: 'error', message, context });
    },
  };
  const eventStore = sqliteStreamReads(path);
  const keyStore = sqliteKeyOpener(keys, masterKey);
  const open = openEvents({ keyStore, recent: { take: () => null }, log });
  const { named } = systemIdentity();
  const read = pageElsewhere({ eventStore, copiesWithin: noCopiesWithin, log, open, named });
  const answer = async (asked: PageAsked): Promise<void> => {
    const page = await read(asked).catch(() => null);
    send({ kind: 'page', page: page === null ? null : packedPage(page) });
  };
  // One after the other: a key forgotten between two pages opens nothing in the second.
  let last = Promise.resolve();
  port.on('message', (message: ToPageWorker) => {
    last = last.then(async () => {
      switch (message.kind) {
        case 'page':
          await answer(message.asked);
          return;
        case 'forget-keys':
          keyStore.forgetKeys();
          send({ kind: 'forgotten' });
          return;
        case 'close':
          eventStore.close();
          keyStore.close();
          port.close();
          return;
      }
    });
  });
};

run();
