import { sqliteEventStore } from '../../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { workerSqliteEventStore } from '../../../../src/adapters/outbound/event-store/sqlite/worker-sqlite-event-store';
import { itIsDurable } from '../../../contracts/event-store-reopen.contract';
import { itBehavesLikeAnEventStore } from '../../../contracts/event-store.contract';
import { sqliteHarness } from '../../../support/sqlite-event-store-harness';

describe('The SQLite event store in its caller’s thread', () => {
  itBehavesLikeAnEventStore(() => Promise.resolve(sqliteHarness(sqliteEventStore)));
  itIsDurable(() => sqliteHarness(sqliteEventStore));
});

describe('The SQLite event store with almost no tail', () => {
  itBehavesLikeAnEventStore(() => Promise.resolve(sqliteHarness(sqliteEventStore, { tailBytes: 1 })));
});

describe('The SQLite event store in a thread of its own', () => {
  itBehavesLikeAnEventStore(() => Promise.resolve(sqliteHarness(workerSqliteEventStore)));
  itIsDurable(() => sqliteHarness(workerSqliteEventStore));
});
