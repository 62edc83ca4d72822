import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { join } from 'node:path';
import * as E from 'fp-ts/Either';
import * as RNEA from 'fp-ts/ReadonlyNonEmptyArray';
import { workerSqliteEventStore } from '../src/adapters/outbound/event-store/sqlite/worker-sqlite-event-store';
import { type ClosableEventStore, type NewEvent } from '../src/application/ports/event-store';
import { answering } from './harness/answering';

/**
 * The bare store behind a bare door: every request stores a hundred events that an engine sealed before, through the
 * port and its worker, and is answered once they are durable. The body is read and thrown away.
 */
const APPEND = 100;

interface Sealed {
  readonly stream: string;
  readonly events: ReadonlyArray<Pick<NewEvent, 'type' | 'data'>>;
}

/** Platform events as an engine left them in its log. */
const sealedEvents = async (engineFolder: string): Promise<Sealed> => {
  const store = workerSqliteEventStore({ path: join(engineFolder, 'log.sqlite') });
  const read = await store.readRange({
    prefixes: ['platformEvents-'],
    after: null,
    to: null,
    maxCount: 2_000,
    maxBytes: 16 * 1024 * 1024,
  })();
  await store.close();
  if (E.isLeft(read)) throw new Error(read.left.detail);
  const [first] = read.right.events;
  if (first === undefined) throw new Error('the engine stored no events');
  return { stream: first.stream, events: read.right.events.map(({ type, data }) => ({ type, data })) };
};

const opened = (folder: string): ClosableEventStore => workerSqliteEventStore({ path: join(folder, 'bare.sqlite') });

const listen = async ({ engineFolder, folder }: { readonly engineFolder: string; readonly folder: string }) => {
  const { stream, events } = await sealedEvents(engineFolder);
  store = opened(folder);
  const { append } = store;
  let next = 0;
  const page = RNEA.makeBy((): NewEvent => ({
    id: randomUUID(),
    type: '',
    data: '',
    ...events[next++ % events.length],
  }));
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      void append(stream, 'any', page(APPEND))().then((appended) => {
        response.statusCode = E.isRight(appended) ? 204 : 500;
        response.end();
      });
    });
  });
  return new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
};

let store: ClosableEventStore | null = null;

answering({ listen }, async () => {
  await store?.close();
});
