import { type Container } from 'inversify';
import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { inMemoryKeyStore } from '../../src/adapters/outbound/key-store/in-memory/in-memory-key-store';
import { inMemoryDeliverySearch } from '../../src/adapters/outbound/read-model-store/in-memory/in-memory-delivery-search';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { natsServerMissing, startNatsServer } from './nats-server';
import * as TE from 'fp-ts/TaskEither';

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
const inMemory: EngineKind = {
  name: 'in memory',
  missing: null,
  lay: () => {
    const log = inMemoryEventStore();
    const keys = inMemoryKeyStore();
    return Promise.resolve({
      settings: {},
      swap: (container) => {
        container.rebind(TOKENS.eventStore).toConstantValue({ ...log, close: nothingToDispose });
        container
          .rebind(TOKENS.keyStore)
          .toConstantValue({ ...keys, ready: TE.right(undefined), close: nothingToDispose });
        container.rebind(TOKENS.deliverySearch).toConstantValue(inMemoryDeliverySearch());
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

export const ENGINE_KINDS: ReadonlyArray<EngineKind> = [inMemory, EMBEDDED, embeddedWithNats];

/** The same scenarios on every combination of adapters; one that is missing is reported with its reason. */
export const onEveryEngine = (title: string, scenarios: (kind: EngineKind) => void): void => {
  for (const kind of ENGINE_KINDS) {
    describe(`${title}, on an engine ${kind.name},`, function () {
      this.timeout(30_000);
      if (kind.missing === null) scenarios(kind);
      else it.skip(`is not tried: ${kind.missing}`);
    });
  }
};
