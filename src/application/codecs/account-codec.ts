import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type AccountEvent } from '../../domain/account/account-event';
import { SCOPES } from '../../domain/account/scope';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, listOf, object, oneOf, parseAs, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Stream `accounts`: fields as in the domain, `v` 1. */
const base = { v: version1, account: count, at: text, by: text };
const hashed = { keyId: text, hash: text };

const readOpened = parseAs(object({ ...base, entity: text }, { timeZone: text }));
const readIssued = parseAs(object({ ...base, ...hashed, name: text, scopes: listOf(oneOf(...SCOPES)) }, {}));
const readRotated = parseAs(object({ ...base, keyId: text, successor: object(hashed, {}), validUntil: text }, {}));
const readRevoked = parseAs(object({ ...base, keyId: text }, {}));

const TYPES: ReadonlySet<string> = new Set<AccountEvent['type']>([
  'AccountOpened',
  'ApiKeyIssued',
  'ApiKeyRotated',
  'ApiKeyRevoked',
]);
const isAccountEventType = (type: string): type is AccountEvent['type'] => TYPES.has(type);

const read = (type: AccountEvent['type'], data: string): E.Either<string, AccountEvent> => {
  switch (type) {
    case 'AccountOpened':
      return pipe(
        readOpened(data),
        E.map(({ v: _version, ...fields }) => ({ type, ...fields })),
      );
    case 'ApiKeyIssued':
      return pipe(
        readIssued(data),
        E.map(({ v: _version, ...fields }) => ({ type, ...fields })),
      );
    case 'ApiKeyRotated':
      return pipe(
        readRotated(data),
        E.map(({ v: _version, ...fields }) => ({ type, ...fields })),
      );
    case 'ApiKeyRevoked':
      return pipe(
        readRevoked(data),
        E.map(({ v: _version, ...fields }) => ({ type, ...fields })),
      );
  }
};

export const encodeAccountEvent = ({ type, ...fields }: AccountEvent): StoredEvent => ({
  type,
  data: JSON.stringify({ v: 1, ...fields }),
});

export const decodeAccountEvent = (event: RecordedEvent): E.Either<CorruptEvent, AccountEvent> => {
  const corrupt = corruptEvent(event);
  return isAccountEventType(event.type)
    ? pipe(read(event.type, event.data), E.mapLeft(corrupt))
    : E.left(corrupt('is no event of an account'));
};
