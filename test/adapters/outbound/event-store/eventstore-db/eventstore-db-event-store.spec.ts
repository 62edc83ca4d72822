import { itBehavesLikeAnEventStore } from '../../../../contracts/event-store.contract';
import { eventStoreDbHarness, NO_SERVER, REAL_SERVER } from '../../../../support/eventstore-db-harness';
import { eventStoreDouble } from '../../../../support/eventstore-double/eventstore-double';

describe('The event store on the double of EventStoreDB', () => {
  itBehavesLikeAnEventStore(async () => {
    const { connectionString, kill } = await eventStoreDouble();
    return eventStoreDbHarness({ connectionString }, kill);
  });
});

describe('The event store on a real EventStoreDB', () => {
  const connectionString = REAL_SERVER;
  if (connectionString === null) it.skip(`behaves like an event store (${NO_SERVER})`);
  else itBehavesLikeAnEventStore(() => Promise.resolve(eventStoreDbHarness({ connectionString })));
});
