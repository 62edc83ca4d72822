import * as E from 'fp-ts/Either';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { decodeRouting } from '../codecs/platform-event-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { platformEventsOf } from '../streams';

/** The account's platform event at a position; null when there is none (any more). */
export const eventAt = async (
  { eventStore }: { readonly eventStore: Pick<EventStore, 'readRange'> },
  account: number,
  position: bigint,
): Promise<E.Either<EventStoreUnavailable | CorruptEvent, RoutedEvent | null>> => {
  const after = position > 0n ? position - 1n : null;
  const prefixes = [platformEventsOf(account)];
  const page = await eventStore.readRange({ prefixes, after, to: position, maxCount: 1, maxBytes: 1 })();
  if (E.isLeft(page)) return page;
  const [stored] = page.right.events;
  return stored === undefined ? E.right(null) : decodeRouting(stored);
};
