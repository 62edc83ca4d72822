import { randomInt } from 'node:crypto';
import { type EventStoreNode, startEventStoreNode } from './event-store-node';
import { type NatsNode, startNatsNode } from './nats-node';

/** What the processes of one scenario share. */
export interface Servers {
  readonly nats: NatsNode;
  readonly eventStore: EventStoreNode;
  /** For every process of the engine: an account of its own, so that nothing of an earlier run is captured or sent. */
  readonly settings: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Always the same: a server that was used before holds keys that this one opens. */
const MASTER_KEY = 'b0'.repeat(32);
const ACCOUNTS = 1_000_000_000;

export const startServers = async (): Promise<Servers> => {
  const eventStore = await startEventStoreNode();
  const nats = await startNatsNode();
  return {
    nats,
    eventStore,
    settings: {
      HOOKLINE_EVENTSTOREDB: eventStore.connectionString,
      HOOKLINE_NATS_URLS: nats.url,
      HOOKLINE_MASTER_KEY: MASTER_KEY,
      HOOKLINE_ACCOUNT_ID: String(1 + randomInt(ACCOUNTS)),
    },
    stop: async () => {
      await nats.stop();
      await eventStore.stop();
    },
  };
};
