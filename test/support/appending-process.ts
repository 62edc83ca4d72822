import { sqliteEventStore } from '../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { workerSqliteEventStore } from '../../src/adapters/outbound/event-store/sqlite/worker-sqlite-event-store';
import { someEvents } from './event-store-steps';

/** A process that appends until it is killed and prints the ids of each append once it is answered. */
const run = async (kind: string, path: string): Promise<void> => {
  const store = kind === 'worker' ? workerSqliteEventStore({ path }) : sqliteEventStore({ path });
  const writer = async (stream: string): Promise<void> => {
    for (;;) {
      const events = someEvents(3);
      const answer = await store.append(stream, 'any', events)();
      if (answer._tag === 'Right') process.stdout.write(`${events.map(({ id }) => id).join(' ')}\n`);
    }
  };
  await Promise.all(['a-1', 'a-2', 'b-1', 'c-1'].map(writer));
};

const [, , kind = '', path = ''] = process.argv;
void run(kind, path);
