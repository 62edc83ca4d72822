import * as TE from 'fp-ts/TaskEither';
import { type DeliverySearch, type DeliverySearchUnavailable } from '../../../../application/ports/delivery-search';
import { callOn, detailOf, type SearchMethod } from './search-calls';
import { openSearchEngine, type SearchEngine } from './search-engine';
import { type AskSearch, searchThread } from './search-thread';

const unavailable = (cause: unknown): DeliverySearchUnavailable => ({
  type: 'DeliverySearchUnavailable',
  detail: `The delivery search does not answer: ${detailOf(cause)}. It is filled again from the log by itself.`,
});

const searchAsking = (ask: AskSearch): DeliverySearch => {
  const asking =
    <M extends Exclude<SearchMethod, 'close'>>(method: M) =>
    (...args: Parameters<SearchEngine[M]>): TE.TaskEither<DeliverySearchUnavailable, ReturnType<SearchEngine[M]>> =>
      TE.tryCatch(
        async () => (await ask({ method, args } as Parameters<AskSearch>[0])) as ReturnType<SearchEngine[M]>,
        unavailable,
      );
  return {
    position: asking('position'),
    apply: asking('apply'),
    clear: asking('clear'),
    blocks: asking('blocks'),
    covering: asking('covering'),
    rows: asking('rows'),
    named: asking('named'),
    parkedRevisions: asking('parkedRevisions'),
    close: async () => {
      await ask({ method: 'close', args: [] });
    },
  };
};

/** In this thread: for commands and tests. */
export const sqliteDeliverySearch = (path: string): DeliverySearch => {
  let engine: ReturnType<typeof openSearchEngine> | null = null;
  return searchAsking((call) => {
    engine ??= openSearchEngine(path);
    return Promise.resolve(engine(callOn(call)));
  });
};

/** In a thread of its own: for serving. */
export const sqliteDeliverySearchThread = (path: string): DeliverySearch => searchAsking(searchThread(path));
