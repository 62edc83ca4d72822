import { type ClosableCommandBus } from '../../src/application/ports/command-bus';
import { type JetStreamManager, type NatsConnection } from 'nats';
import { allShards } from '../../src/adapters/outbound/command-bus/all-shards';
import {
  jetStreamCommandBus,
  type JetStreamCommandBusOptions,
} from '../../src/adapters/outbound/command-bus/nats-jetstream/jet-stream-command-bus';
import { SHARDS } from '../../src/application/ports/shard-ownership';
import { STREAM } from '../../src/adapters/outbound/command-bus/nats-jetstream/shards';
import { systemClock } from '../../src/adapters/outbound/clock/system/system-clock';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { type KeyStore } from '../../src/application/ports/key-store';
import { type NatsServer, startNatsServer } from './nats-server';
import { recordingLog } from './recording-log';
import { waitUntil } from './wait-until';

/** A process on the bus: its connection, its bus, and what it said. */
export interface BusProcess {
  readonly connection: NatsConnection;
  readonly bus: ClosableCommandBus;
  readonly said: ReadonlyArray<string>;
}
export interface JetStreamBusHarness {
  readonly server: NatsServer;
  readonly keyStore: KeyStore;
  readonly join: (options?: Partial<JetStreamCommandBusOptions>) => Promise<BusProcess>;
  readonly dispose: () => Promise<void>;
}

const SMALL = { maxBytes: 64 * 1024 * 1024 };

export const openJetStreamBus = async (): Promise<JetStreamBusHarness> => {
  const server = await startNatsServer();
  const keyStore = inMemoryKeyStore();
  const buses: ClosableCommandBus[] = [];
  return {
    server,
    keyStore,
    join: async (options = {}) => {
      const connection = options.connection ?? (await server.connect());
      const { log, lines } = recordingLog();
      const ownership = allShards(SHARDS);
      const base = { keyStore, ownership, clock: systemClock(), log };
      const bus = jetStreamCommandBus({ ...base, ...options, connection, stream: { ...SMALL, ...options.stream } });
      buses.push(bus);
      return { connection, bus, said: lines };
    },
    dispose: async () => {
      await Promise.all(buses.map((bus) => bus.close()));
      await server.dispose();
    },
  };
};

const isThere = async (manager: JetStreamManager): Promise<boolean> =>
  (await manager.streams.names().next()).includes(STREAM);

/** Deletes the stream of blocks, as an operator might; waits for it, since a bus that lost it makes it again. */
export const deleteStream = async (connection: NatsConnection): Promise<void> => {
  const manager = await connection.jetstreamManager();
  await waitUntil(() => isThere(manager));
  await manager.streams.delete(STREAM);
};

/** Blocks on the bus as the server counts them; counts lag, so they are waited for. */
export const blocksOn = async (connection: NatsConnection): Promise<number> => {
  const manager = await connection.jetstreamManager();
  return (await manager.streams.info(STREAM)).state.messages;
};
