import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type ProfileFieldRegistered } from '../../domain/profile-field/profile-field-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, object, parseAs, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Streams `profileFields-<account>`: fields as in the domain, `v` 1. */
const TYPE = 'ProfileFieldRegistered';

const field = object({ name: text, label: text }, {});
const read = parseAs(object({ v: version1, account: count, at: text, by: text, database: text, field }, {}));

export const encodeProfileFieldEvent = ({ type, ...fields }: ProfileFieldRegistered): StoredEvent => ({
  type,
  data: JSON.stringify({ v: 1, ...fields }),
});

export const decodeProfileFieldEvent = (event: RecordedEvent): E.Either<CorruptEvent, ProfileFieldRegistered> => {
  const corrupt = corruptEvent(event);
  return event.type === TYPE
    ? pipe(
        read(event.data),
        E.mapLeft(corrupt),
        E.map(({ v: _version, ...fields }) => ({ type: TYPE, ...fields })),
      )
    : E.left(corrupt('is no event about profile fields'));
};
