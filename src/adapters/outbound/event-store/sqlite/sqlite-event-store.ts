import { type ClosableEventStore } from '../../../../application/ports/event-store';
import { engineStore } from './engine-store';
import { inThreadLink } from './in-thread-link';
import { type OpenSqlite, openSqlite } from './sqlite-driver';

export interface SqliteEventStoreSettings {
  /** The database file; made when missing. Its folder must exist. */
  readonly path: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** Bound of the events kept in memory for subscribers that keep up; 16 MiB. */
  readonly tailBytes?: number;
  readonly open?: OpenSqlite;
}

/** The log in the caller's thread: for commands that end and for tests. */
export const sqliteEventStore = ({
  path,
  now = Date.now,
  tailBytes,
  open = openSqlite,
}: SqliteEventStoreSettings): ClosableEventStore =>
  engineStore({ link: inThreadLink(open, path, now), now, tailBytes });
