import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type DeliveryRef, type ParkedEvent } from '../../domain/parked/parked-event';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, digits, listOf, object, oneOf, parseAs, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Streams `parked-<bb>-<hook>`: fields as in the domain, positions as decimal text. */
const ref = { delivery: text, event: text, position: digits, revision: count, root: text, index: count, round: count };

const parkedShape = object(
  {
    v: version1,
    hook: count,
    at: text,
    deliveries: listOf(
      object(
        { ...ref, eventType: text, attempts: count, reason: text, sealed: text, bytes: count },
        { status: count, owner: text },
      ),
    ),
  },
  {},
);
const askedShape = object(
  {
    v: version1,
    ask: text,
    hook: count,
    at: text,
    by: text,
    deliveries: listOf(object({ ...ref, from: oneOf('parked', 'delivered', 'waiting'), bytes: count }, {})),
  },
  {},
);
const discardedShape = object(
  {
    v: version1,
    hook: count,
    at: text,
    by: text,
    reason: text,
    deliveries: listOf(object({ ...ref, from: oneOf('parked', 'waiting') }, {})),
  },
  {},
);
const expiredShape = object({ v: version1, hook: count, at: text, deliveries: listOf(object(ref, {})) }, {});
const readExpired = parseAs(expiredShape);
const readParked = parseAs(parkedShape);
const readAsked = parseAs(askedShape);
const readDiscarded = parseAs(discardedShape);

const storeAll = (deliveries: ReadonlyArray<DeliveryRef>): ReadonlyArray<object> =>
  deliveries.map((delivery) => ({ ...delivery, position: String(delivery.position) }));

const withPositions = <S extends { readonly position: string }>(
  deliveries: ReadonlyArray<S>,
): ReadonlyArray<Omit<S, 'position'> & { readonly position: bigint }> =>
  deliveries.map((delivery) => ({ ...delivery, position: BigInt(delivery.position) }));

export const encodeParkedEvent = (event: ParkedEvent): StoredEvent => {
  const { type, deliveries, ...rest } = event;
  return { type, data: JSON.stringify({ v: 1, ...rest, deliveries: storeAll(deliveries) }) };
};

export const decodeParkedEvent = (event: RecordedEvent): E.Either<CorruptEvent, ParkedEvent> => {
  const corrupt = corruptEvent(event);
  switch (event.type) {
    case 'DeliveriesParked':
      return pipe(
        readParked(event.data),
        E.mapLeft(corrupt),
        E.map(({ hook, at, deliveries }): ParkedEvent => ({
          type: 'DeliveriesParked',
          hook,
          at,
          deliveries: withPositions(deliveries),
        })),
      );
    case 'RedeliveryAsked':
      return pipe(
        readAsked(event.data),
        E.mapLeft(corrupt),
        E.map(({ ask, hook, at, by, deliveries }): ParkedEvent => ({
          type: 'RedeliveryAsked',
          ask,
          hook,
          at,
          by,
          deliveries: withPositions(deliveries),
        })),
      );
    case 'DeliveriesDiscarded':
      return pipe(
        readDiscarded(event.data),
        E.mapLeft(corrupt),
        E.map(({ hook, at, by, reason, deliveries }): ParkedEvent => ({
          type: 'DeliveriesDiscarded',
          hook,
          at,
          by,
          reason,
          deliveries: withPositions(deliveries),
        })),
      );
    case 'ParkedExpired':
      return pipe(
        readExpired(event.data),
        E.mapLeft(corrupt),
        E.map(({ hook, at, deliveries }): ParkedEvent => ({
          type: 'ParkedExpired',
          hook,
          at,
          deliveries: withPositions(deliveries),
        })),
      );
    default:
      return E.left(corrupt('is no event of a parked stream'));
  }
};
