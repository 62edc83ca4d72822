import { type ClosableCommandBus } from '../../src/application/ports/command-bus';
import { type NatsConnection } from 'nats';
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
import { type Log } from '../../src/application/ports/log';
import { type NatsServer, startNatsServer } from './nats-server';

export interface LogLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: unknown;
}

/** A process on the bus: its connection, its bus, and what it said. */
export interface BusProcess {
  readonly connection: NatsConnection;
  readonly bus: ClosableCommandBus;
  readonly said: ReadonlyArray<LogLine>;
}
export interface JetStreamBusHarness {
  readonly server: NatsServer;
  readonly keyStore: KeyStore;
  readonly join: (options?: Partial<JetStreamCommandBusOptions>) => Promise<BusProcess>;
  readonly dispose: () => Promise<void>;
}

const SMALL = { maxBytes: 64 * 1024 * 1024 };

const recordingLog = (said: LogLine[]): Log => {
  const at =
    (level: LogLine['level']) =>
    (message: string, fields?: unknown): void => {
      said.push({ level, message, fields });
    };
  return { info: at('info'), warn: at('warn'), error: at('error') };
};

export const openJetStreamBus = async (): Promise<JetStreamBusHarness> => {
  const server = await startNatsServer();
  const keyStore = inMemoryKeyStore();
  const buses: ClosableCommandBus[] = [];
  return {
    server,
    keyStore,
    join: async (options = {}) => {
      const connection = options.connection ?? (await server.connect());
      const said: LogLine[] = [];
      const ownership = allShards(SHARDS);
      const base = { keyStore, ownership, clock: systemClock(), log: recordingLog(said) };
      const bus = jetStreamCommandBus({ ...base, ...options, connection, stream: { ...SMALL, ...options.stream } });
      buses.push(bus);
      return { connection, bus, said };
    },
    dispose: async () => {
      await Promise.all(buses.map((bus) => bus.close()));
      await server.dispose();
    },
  };
};

/** Deletes the stream of blocks, as an operator might. */
export const deleteStream = async (connection: NatsConnection): Promise<void> => {
  const manager = await connection.jetstreamManager();
  await manager.streams.delete(STREAM);
};
