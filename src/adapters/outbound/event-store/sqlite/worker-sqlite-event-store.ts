import { type ClosableEventStore } from '../../../../application/ports/event-store';
import { engineStore } from './engine-store';
import { type SqliteEventStoreSettings } from './sqlite-event-store';
import { workerLink } from './worker-link';

/** The log in a thread of its own, so that no flush to the disk holds up a serving process. */
export const workerSqliteEventStore = ({
  path,
  now = Date.now,
  tailBytes,
}: Omit<SqliteEventStoreSettings, 'open'>): ClosableEventStore =>
  engineStore({ link: workerLink(path), now, tailBytes });
