import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type ErasureEvent } from '../../domain/erasure/erasure-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, object, parseAs, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Streams `erasures-<bb>`: fields as in the domain, `v` 1. */
const base = { v: version1, erasure: text, account: count, owner: text, at: text };
const readErased = parseAs(object({ ...base, by: text }, {}));
const readCompleted = parseAs(object({ ...base, parked: count, waiting: count }, {}));

export const encodeErasureEvent = ({ type, ...fields }: ErasureEvent): StoredEvent => ({
  type,
  data: JSON.stringify({ v: 1, ...fields }),
});

export const decodeErasureEvent = (event: RecordedEvent): E.Either<CorruptEvent, ErasureEvent> => {
  const corrupt = corruptEvent(event);
  switch (event.type) {
    case 'ProfileErased':
      return pipe(
        readErased(event.data),
        E.mapLeft(corrupt),
        E.map(({ v: _version, ...fields }) => ({ type: 'ProfileErased', ...fields })),
      );
    case 'ErasureCompleted':
      return pipe(
        readCompleted(event.data),
        E.mapLeft(corrupt),
        E.map(({ v: _version, ...fields }) => ({ type: 'ErasureCompleted', ...fields })),
      );
    default:
      return E.left(corrupt('is no event of an erasure'));
  }
};
