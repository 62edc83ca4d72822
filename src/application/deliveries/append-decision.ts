import * as E from 'fp-ts/Either';
import { isNonEmpty } from 'fp-ts/ReadonlyArray';
import { type ParkedEvent } from '../../domain/parked/parked-event';
import { encodeParkedEvent } from '../codecs/parked-codec';
import { appendSurely } from '../commands/append-surely';
import { arrivedWith } from '../codecs/tracing';
import { type EventStoreUnavailable } from '../ports/event-store';
import { parkedStream } from '../streams';
import { type DeliveryDependencies } from './delivery-dependencies';
import { unavailable } from './delivery-failure';

/** Deliveries of one event of the parked stream. */
const MOST_PER_EVENT = 500;
/** As many as can be named at once: such a selection is recorded whole or not at all. */
const MOST_PER_APPEND = 2 * MOST_PER_EVENT;

const chunksOf = <T>(items: ReadonlyArray<T>, size: number): ReadonlyArray<ReadonlyArray<T>> =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

/** Writes a person's decision, as many events as it takes, and answers how many deliveries it names. */
export const appendDecision = async <T>(
  { eventStore, identity }: Pick<DeliveryDependencies, 'eventStore' | 'identity'>,
  whose: { readonly account: number; readonly hook: number; readonly deliveries: ReadonlyArray<T> },
  eventOf: (chunk: ReadonlyArray<T>) => ParkedEvent,
): Promise<E.Either<EventStoreUnavailable, { readonly deliveries: number }>> => {
  const stream = parkedStream(whose.account, whose.hook);
  const metadata = arrivedWith(identity.random());
  for (const group of chunksOf(whose.deliveries, MOST_PER_APPEND)) {
    const events = chunksOf(group, MOST_PER_EVENT).map((chunk) => ({
      id: identity.random(),
      metadata,
      ...encodeParkedEvent(eventOf(chunk)),
    }));
    if (!isNonEmpty(events)) continue;
    const appended = await appendSurely(eventStore)({ stream, expected: 'any', events })();
    if (E.isLeft(appended)) return E.left(unavailable(appended.left));
  }
  return E.right({ deliveries: whose.deliveries.length });
};
