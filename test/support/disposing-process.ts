import { eventStoreDbEventStore } from '../../src/adapters/outbound/event-store/eventstore-db/eventstore-db-event-store';
import { append, must, ROOMY, someEvents } from './event-store-steps';

/** A process that uses every kind of call on an EventStoreDB, closes the store and has nothing else to do. */
const run = async (connectionString: string): Promise<void> => {
  const store = eventStoreDbEventStore({ connectionString });
  const stream = `ends-${String(process.pid)}`;
  await append(store, stream, someEvents(3));
  await must(store.readStream(stream, { direction: 'forwards', from: 'start', maxCount: 1 }));
  await must(store.readRange({ prefixes: ['ends-'], after: null, to: null, ...ROOMY, maxCount: 1 }));
  const subscription = store.subscribe({ prefixes: ['ends-'], after: null, ...ROOMY, maxCount: 1 });
  await subscription.next();
  process.stdout.write('used\n');
  await store.close();
};

const [, , connectionString = ''] = process.argv;
void run(connectionString);
