import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type EventsExpired } from '../../domain/retention/events-expired';
import { decodeEventsExpired } from '../codecs/expiry-codec';
import { asUnavailable } from '../commands/unavailable';
import { newestOf } from '../last-before';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { expiriesStream } from '../streams';

type Reading = Pick<EventStore, 'readStream'>;

/** The newest expiry of an account's events; null: none ever expired. */
export const newestExpiry =
  (eventStore: Reading) =>
  (account: number): TE.TaskEither<EventStoreUnavailable, EventsExpired | null> =>
    pipe(
      () => newestOf(eventStore, expiriesStream(account)),
      TE.flatMapEither((stored) => (stored === null ? E.right(null) : decodeEventsExpired(stored))),
      TE.mapError(asUnavailable),
    );

/** The earliest day (yyyy-mm-dd, UTC, of occurrence) from which all events of the account are kept; null: all ever recorded. */
export const earliestDay =
  (eventStore: Reading) =>
  (account: number): TE.TaskEither<EventStoreUnavailable, string | null> =>
    pipe(
      newestExpiry(eventStore)(account),
      TE.map((expired) => expired?.earliest ?? null),
    );
