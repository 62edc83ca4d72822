import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type EventsExpired } from '../../domain/retention/events-expired';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, digits, object, parseAs, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Streams `expiries-<bb>-<account>`: fields as in the domain, `v` 1, the revision as decimal text. */
const read = parseAs(
  object({ v: version1, account: count, day: text, at: text, events: count, before: digits, earliest: text }, {}),
);

export const encodeEventsExpired = ({ type, before, ...fields }: EventsExpired): StoredEvent => ({
  type,
  data: JSON.stringify({ v: 1, ...fields, before: String(before) }),
});

export const decodeEventsExpired = (event: RecordedEvent): E.Either<CorruptEvent, EventsExpired> =>
  pipe(
    read(event.data),
    E.mapLeft(corruptEvent(event)),
    E.map(({ v: _version, before, ...fields }) => ({ type: 'EventsExpired', ...fields, before: BigInt(before) })),
  );
