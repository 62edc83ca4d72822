import { type Container } from 'inversify';
import { eventStoreDbEventStore } from '../../adapters/outbound/event-store/eventstore-db/eventstore-db-event-store';
import { eventStreamsKeyStore } from '../../adapters/outbound/key-store/event-streams/event-streams-key-store';
import { TOKENS } from './tokens';

/** Events and keys as streams of EventStoreDB. Loaded only where the configuration names one: its client takes 16 MiB. */
export const bindEventStoreDb = (container: Container, connectionString: string): void => {
  container.bind(TOKENS.eventStore).toResolvedValue(
    (log) =>
      eventStoreDbEventStore({
        connectionString,
        onTrouble: (trouble) => {
          log.warn(trouble);
        },
      }),
    [TOKENS.log],
  );
  container.bind(TOKENS.exactIds).toConstantValue(false);
  container.bind(TOKENS.pageThreads).toConstantValue(null);
  container
    .bind(TOKENS.keyStore)
    .toResolvedValue(
      (eventStore, masterKey) => eventStreamsKeyStore({ eventStore, masterKey }),
      [TOKENS.eventStore, TOKENS.masterKey],
    );
};
