import { inMemoryEventStore } from '../../../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { sqliteEventStore } from '../../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import {
  itMakesOneKeyForAllProcesses,
  itNeverTakesUnreachableForErased,
  itTellsOtherProcessesOfDrops,
} from '../../../contracts/key-store-processes.contract';
import { itBehavesLikeAKeyStore } from '../../../contracts/key-store.contract';
import { newTag } from '../../../support/event-store-harness';
import { eventStoreDbHarness, NO_SERVER, REAL_SERVER } from '../../../support/eventstore-db-harness';
import { type EventStreamsHarness, eventStreamsHarness, type LogForKeys } from '../../../support/event-streams-harness';
import { sqliteHarness } from '../../../support/sqlite-event-store-harness';
import { taggedEventStore } from '../../../support/tagged-event-store';

const inMemory = (): LogForKeys => {
  const log = inMemoryEventStore();
  return { log, reopen: () => Promise.resolve(log), dispose: log.close };
};
const inSqlite = (): LogForKeys => {
  const { store, reopen, dispose } = sqliteHarness(sqliteEventStore);
  return { log: store, reopen, dispose };
};
const inAPart = (): LogForKeys => {
  const log = inMemoryEventStore();
  const part = taggedEventStore(log, `${newTag()}-`);
  return { log: part, reopen: () => Promise.resolve(part), dispose: log.close };
};

const inEventStoreDb = (connectionString: string): LogForKeys => {
  const { store, dispose } = eventStoreDbHarness({ connectionString });
  const part = taggedEventStore(store, `${newTag()}-`);
  return { log: part, reopen: () => Promise.resolve(part), dispose };
};

const itKeepsKeysInStreams = (open: () => Promise<EventStreamsHarness>): void => {
  itBehavesLikeAKeyStore(open);
  itMakesOneKeyForAllProcesses(open);
  itTellsOtherProcessesOfDrops(open);
  itNeverTakesUnreachableForErased(open);
};

describe('The key store in event streams', () => {
  describe('on the in-memory event store', () => {
    itKeepsKeysInStreams(() => Promise.resolve(eventStreamsHarness(inMemory())));
  });

  describe('on a part of an event store', () => {
    itKeepsKeysInStreams(() => Promise.resolve(eventStreamsHarness(inAPart())));
  });

  describe('on the SQLite event store', () => {
    itKeepsKeysInStreams(() => Promise.resolve(eventStreamsHarness(inSqlite())));
  });

  describe('sealing in a thread of its own, one read and one append at a time, with room for few keys', () => {
    const narrow = { threadFrom: 1, inFlight: 1, keysCached: 4 };
    itKeepsKeysInStreams(() => Promise.resolve(eventStreamsHarness(inMemory(), narrow)));
  });

  describe('on a real EventStoreDB', () => {
    const connectionString = REAL_SERVER;
    if (connectionString === null) it.skip(`keeps keys (${NO_SERVER})`);
    else itKeepsKeysInStreams(() => Promise.resolve(eventStreamsHarness(inEventStoreDb(connectionString))));
  });
});
