import * as E from 'fp-ts/Either';
import { appendSurely } from '../commands/append-surely';
import { encodeParkedEvent } from '../codecs/parked-codec';
import { type ParkedEvent } from '../../domain/parked/parked-event';
import { type EventStoreUnavailable } from '../ports/event-store';
import { parkedStream } from '../streams';
import { type DeliveryDependencies } from './delivery-dependencies';
import { unavailable } from './delivery-failure';

/** Deliveries of one event of the parked stream. */
const MOST_PER_EVENT = 500;

/** Writes a person's decision, as many events as it takes, and answers how many deliveries it names. */
export const appendDecision = async <T>(
  { eventStore, identity }: Pick<DeliveryDependencies, 'eventStore' | 'identity'>,
  { account, deliveries }: { readonly account: number; readonly deliveries: ReadonlyArray<T> },
  eventOf: (chunk: ReadonlyArray<T>) => ParkedEvent,
): Promise<E.Either<EventStoreUnavailable, { readonly deliveries: number }>> => {
  for (let at = 0; at < deliveries.length; at += MOST_PER_EVENT) {
    const event = eventOf(deliveries.slice(at, at + MOST_PER_EVENT));
    const stored = { id: identity.random(), ...encodeParkedEvent(event) };
    const stream = parkedStream(account, event.hook);
    const appended = await appendSurely(eventStore)({ stream, expected: 'any', events: [stored] })();
    if (E.isLeft(appended)) return E.left(unavailable(appended.left));
  }
  return E.right({ deliveries: deliveries.length });
};
