import { connect, type NatsConnection } from 'nats';
import { systemClock } from '../../src/adapters/outbound/clock/system/system-clock';
import { allShards } from '../../src/adapters/outbound/command-bus/all-shards';
import { jetStreamCommandBus } from '../../src/adapters/outbound/command-bus/nats-jetstream/jet-stream-command-bus';
import { type ClosableCommandBus } from '../../src/application/ports/command-bus';
import { type KeyStore } from '../../src/application/ports/key-store';
import { SHARDS } from '../../src/application/ports/shard-ownership';

/** Most bytes of a stream of the bench. */
export const STREAM_BYTES = 1024 ** 3;
/** The work queue for the bare client. */
export const BARE = { stream: 'BENCH_BARE', subject: 'bench.bare', durable: 'bare' } as const;

/** One end of the bus in a process of its own, with the connection that the bare client uses as well. */
export interface BusEnd {
  readonly connection: NatsConnection;
  readonly bus: ClosableCommandBus;
  readonly close: () => Promise<void>;
}

export const openBusEnd = async (servers: string, keyStore: KeyStore): Promise<BusEnd> => {
  const connection = await connect({ servers });
  const bus = jetStreamCommandBus({
    connection,
    keyStore,
    ownership: allShards(SHARDS),
    clock: systemClock(),
    log: {
      info: () => undefined,
      warn: () => undefined,
      error: (message) => {
        console.error(message);
      },
    },
    stream: { maxBytes: STREAM_BYTES },
  });
  return {
    connection,
    bus,
    close: async () => {
      await bus.close();
      await connection.close();
    },
  };
};
