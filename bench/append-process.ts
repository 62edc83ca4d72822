import { randomUUID } from 'node:crypto';
import { ANY, EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import * as E from 'fp-ts/Either';
import { eventStoreDbEventStore } from '../src/adapters/outbound/event-store/eventstore-db/eventstore-db-event-store';
import { platformEventsOf } from '../src/application/streams';
import { answering } from './harness/answering';
import { monotonic } from './harness/monotonic';

/** The client of EventStoreDB alone: it appends what an engine sealed before, a hundred events at a time, several in flight. */
const APPEND = 100;

interface Sealed {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}
interface Bound {
  readonly inFlight: number;
  readonly ms: number;
}

let client: EventStoreDBClient | null = null;
let sealed: ReadonlyArray<Sealed> = [];

/** Platform events of an account as an engine left them in the log. */
const open = async (asked: { readonly connectionString: string; readonly account: string }): Promise<number> => {
  const store = eventStoreDbEventStore(asked);
  const prefixes = [platformEventsOf(Number(asked.account))];
  const read = await store.readRange({ prefixes, after: null, to: null, maxCount: 2_000, maxBytes: 16 * 1024 ** 2 })();
  await store.close();
  if (E.isLeft(read)) throw new Error(read.left.detail);
  sealed = read.right.events.map(({ type, data }) => ({ type, data: JSON.parse(data) as Sealed['data'] }));
  if (sealed.length === 0) throw new Error('the engine stored no events');
  client = EventStoreDBClient.connectionString(asked.connectionString);
  return sealed.length;
};

const append = async ({ inFlight, ms }: Bound): Promise<number> => {
  const store = client;
  if (store === null) throw new Error('not open');
  const stream = `bench-${randomUUID()}`;
  const startedAt = monotonic();
  const deadline = startedAt + ms;
  let events = 0;
  const lane = async (): Promise<void> => {
    while (monotonic() < deadline) {
      const page = Array.from({ length: APPEND }, (_, index) => {
        const { type = '', data = {} } = sealed[(events + index) % sealed.length] ?? {};
        return jsonEvent({ id: randomUUID(), type, data });
      });
      events += APPEND;
      await store.appendToStream(stream, page, { expectedRevision: ANY });
    }
  };
  await Promise.all(Array.from({ length: inFlight }, lane));
  return (events * 1000) / (monotonic() - startedAt);
};

answering({ open, append }, async () => {
  await client?.dispose();
});
