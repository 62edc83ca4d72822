import * as TE from 'fp-ts/TaskEither';
import { type Container } from 'inversify';
import { eventStoreDbEventStore } from '../../src/adapters/outbound/event-store/eventstore-db/eventstore-db-event-store';
import { inMemoryEventCounts } from '../../src/adapters/outbound/event-counts/in-memory/in-memory-event-counts';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { inMemoryDeliverySearch } from '../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { newTag } from './event-store-harness';
import { natsServerMissing, startNatsServer } from './nats-server';
import { taggedEventStore } from './tagged-event-store';

/** What an engine of one test stands on; it outlives restarts of the engine. */
export interface Ground {
  readonly settings: Readonly<Record<string, string>>;
  readonly swap?: (container: Container) => void;
  readonly dispose: () => Promise<void>;
}
export interface EngineKind {
  readonly name: string;
  /** Why it cannot be tried here. */
  readonly missing: string | null;
  readonly lay: () => Promise<Ground>;
}

const nothingToDispose = (): Promise<void> => Promise.resolve();

/** Adapters swapped for those without files: what they hold outlives the engine, as files would. */
export const IN_MEMORY: EngineKind = {
  name: 'in memory',
  missing: null,
  lay: () => {
    const log = inMemoryEventStore();
    const keys = inMemoryKeyStore();
    return Promise.resolve({
      settings: {},
      swap: (container) => {
        container.rebind(TOKENS.eventStore).toConstantValue({ ...log, close: nothingToDispose });
        container.rebind(TOKENS.pageThreads).toConstantValue(null);
        container
          .rebind(TOKENS.keyStore)
          .toConstantValue({ ...keys, ready: TE.right(undefined), close: nothingToDispose });
        container.rebind(TOKENS.deliverySearch).toConstantValue(inMemoryDeliverySearch());
        container.rebind(TOKENS.eventCounts).toConstantValue(inMemoryEventCounts());
      },
      dispose: log.close,
    });
  },
};

export const EMBEDDED: EngineKind = {
  name: 'embedded: SQLite, blocks in memory',
  missing: null,
  lay: () => Promise.resolve({ settings: {}, dispose: nothingToDispose }),
};

const embeddedWithNats: EngineKind = {
  name: 'SQLite and NATS JetStream',
  missing: natsServerMissing,
  lay: async () => {
    const server = await startNatsServer();
    return { settings: { HOOKLINE_NATS_URLS: server.url }, dispose: server.dispose };
  },
};

const connectionString = process.env['EVENTSTOREDB_CONNECTION_STRING'];

/** A part of the server's log to itself, so that scenarios can share one server. */
const production: EngineKind = {
  name: 'EventStoreDB and NATS JetStream',
  missing: connectionString === undefined ? 'EVENTSTOREDB_CONNECTION_STRING names no EventStoreDB' : natsServerMissing,
  lay: async () => {
    const server = await startNatsServer();
    const store = eventStoreDbEventStore({ connectionString: connectionString ?? '' });
    const part = taggedEventStore(store, `${newTag()}-`);
    return {
      settings: { HOOKLINE_NATS_URLS: server.url, HOOKLINE_EVENTSTOREDB: connectionString ?? '' },
      swap: (container) => {
        container.rebind(TOKENS.eventStore).toConstantValue({ ...part, ready: store.ready, close: nothingToDispose });
      },
      dispose: async () => {
        await store.close();
        await server.dispose();
      },
    };
  },
};

export const ENGINE_KINDS: ReadonlyArray<EngineKind> = [IN_MEMORY, EMBEDDED, embeddedWithNats, production];

/** The same scenarios on every combination of adapters; one that is missing is reported with its reason. */
export const onEveryEngine = (title: string, scenarios: (kind: EngineKind) => void): void => {
  for (const kind of ENGINE_KINDS) {
    describe(`${title}, on an engine ${kind.name},`, function () {
      this.timeout(60_000);
      if (kind.missing === null) scenarios(kind);
      else it.skip(`is not tried: ${kind.missing}`);
    });
  }
};
