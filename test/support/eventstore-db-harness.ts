import { eventStoreDbEventStore } from '../../src/adapters/outbound/event-store/eventstore-db/eventstore-db-event-store';
import { type EventStoreDbSettings } from '../../src/adapters/outbound/event-store/eventstore-db/settings';
import { type ClosableEventStore } from '../../src/application/ports/event-store';
import { type EventStoreHarness } from './event-store-harness';

/** Set: a real server the suites may write to. */
export const REAL_SERVER = process.env['EVENTSTOREDB_CONNECTION_STRING'] ?? null;
export const NO_SERVER = 'no real EventStoreDB: EVENTSTOREDB_CONNECTION_STRING is not set';

/** What EventStoreDB can: it keeps no index of ids, and `$all` shows what was deleted until a scavenge. */
const CAN = { exactIds: false, find: true, hidesInRanges: false };

export const eventStoreDbHarness = (
  settings: EventStoreDbSettings,
  stop: () => void = () => undefined,
): EventStoreHarness & { readonly store: ClosableEventStore } => {
  const store = eventStoreDbEventStore(settings);
  return {
    store,
    can: CAN,
    dispose: async () => {
      await store.close();
      stop();
    },
  };
};
