import { answering } from './harness/answering';
import { BARE, type BusEnd, openBusEnd } from './harness/bus-of-blocks';
import { keysByName } from './harness/keys-by-name';
import { monotonic, sleep } from './harness/monotonic';

/** What a worker does on the bus: taking and acknowledging, by the client of NATS alone or by the adapter. */
const HELD = { maxCommands: 20_000, maxBytes: 128 * 1024 ** 2 };
const MOST_MESSAGES = 1_000;
const LOOK_EVERY_MS = 2;

let end: BusEnd | null = null;
let taken = 0;
let lastAt = 0;

const note = (): void => {
  taken++;
  lastAt = monotonic();
};

const open = async (servers: string): Promise<void> => {
  end = await openBusEnd(servers, keysByName());
  const bare = await end.connection.jetstream().consumers.get(BARE.stream, BARE.durable);
  await bare.consume({
    max_messages: MOST_MESSAGES,
    callback: (message) => {
      message.ack();
      note();
    },
  });
  end.bus.consume(HELD, ({ acknowledge }) => {
    acknowledge();
    note();
  });
};

/** Monotonic milliseconds of the last one, once that many have been taken since the last call. */
const hasTaken = async (count: number): Promise<number> => {
  while (taken < count) await sleep(LOOK_EVERY_MS);
  taken -= count;
  return lastAt;
};

answering({ open, hasTaken }, async () => {
  await end?.close();
});
