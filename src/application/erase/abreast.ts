import * as E from 'fp-ts/Either';
import { unavailable } from '../deliveries/delivery-failure';
import { type DeliveryDependencies } from '../deliveries/delivery-dependencies';
import { type Clock } from '../ports/clock';
import { type EventStoreUnavailable } from '../ports/event-store';
import { FOLLOWED } from '../read-models/delivery-search';

type Needs = Pick<DeliveryDependencies, 'eventStore' | 'search'> & {
  readonly clock: Pick<Clock, 'after' | 'monotonic'>;
};

const LOOK_EVERY_MS = 50;

const isAbreast = async (
  { eventStore, search }: Needs,
  position: bigint,
): Promise<E.Either<EventStoreUnavailable, boolean>> => {
  const read = await search.position()();
  if (E.isLeft(read)) return E.left(unavailable(read.left));
  const left = { prefixes: FOLLOWED, after: read.right, to: position, maxCount: 1, maxBytes: 1 };
  const unread = await eventStore.readRange(left)();
  return E.isLeft(unread) ? unread : E.right(unread.right.events.length === 0);
};

/** Waits until the search has read all there is up to the position, at most `ms`; false: it has not come that far. */
export const searchAbreast = async (
  needs: Needs,
  position: bigint,
  ms: number,
): Promise<E.Either<EventStoreUnavailable, boolean>> => {
  const until = needs.clock.monotonic() + ms;
  for (;;) {
    const abreast = await isAbreast(needs, position);
    if (E.isLeft(abreast) || abreast.right || needs.clock.monotonic() >= until) return abreast;
    await new Promise<void>((resolve) => void needs.clock.after(LOOK_EVERY_MS, resolve));
  }
};
