import * as E from 'fp-ts/Either';
import { type ClosableEventStore } from '../../../../application/ports/event-store';
import { checkConnectionString } from './connection-string';
import { type Connection, connectionTo } from './connection';
import { unavailable } from './failures';
import { openStore } from './open-store';
import { type EventStoreDbSettings, type Settings, withDefaults } from './settings';
import { unusableStore } from './unusable-store';

const UNREADABLE =
  'The connection string of EventStoreDB cannot be used: check hosts, ports and the values of its settings, and that the certificate files it names can be read.';

const connected = (settings: Settings): E.Either<string, Connection> => {
  const checked = checkConnectionString(settings.connectionString);
  if (E.isLeft(checked)) return checked;
  return E.tryCatch(
    () => connectionTo(checked.right),
    () => UNREADABLE,
  );
};

/** The log on EventStoreDB 23.10 or newer; nothing is opened before the first call. A connection string that cannot be used is told by every answer. */
export const eventStoreDbEventStore = (asked: EventStoreDbSettings): ClosableEventStore => {
  const settings = withDefaults(asked);
  const connection = connected(settings);
  return E.isLeft(connection)
    ? unusableStore(unavailable(connection.left, false))
    : openStore(connection.right, settings);
};
