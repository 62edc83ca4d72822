import * as E from 'fp-ts/Either';
import { type DayNeeded, neededByRuns } from '../../domain/retention/needed-by-runs';
import { oldestNeeded } from '../../domain/retention/oldest-needed';
import { type EventStoreUnavailable } from '../ports/event-store';
import { platformEventsStream } from '../streams';
import { type RetentionDependencies } from './retention-dependencies';

type NeededDependencies = Pick<RetentionDependencies, 'eventStore' | 'state'>;
type Needed = Promise<E.Either<EventStoreUnavailable, bigint | null>>;

/** Position of the oldest platform event that may be read again; null: nothing may go. */
export const neededPosition = async ({ eventStore, state }: NeededDependencies): Needed => {
  const folded = state();
  let needed = oldestNeeded(folded);
  for (const day of needed === null ? [] : neededByRuns(folded)) {
    const position = await positionOf(eventStore, day);
    if (E.isLeft(position)) return position;
    if (position.right !== null && needed !== null && position.right < needed) needed = position.right;
  }
  return E.right(needed);
};

const positionOf = async (
  eventStore: RetentionDependencies['eventStore'],
  { account, day, from }: DayNeeded,
): Needed => {
  const read = { direction: 'forwards' as const, from, maxCount: 1 };
  const page = await eventStore.readStream(platformEventsStream(account, day), read)();
  return E.isLeft(page) ? page : E.right(page.right.events[0]?.position ?? null);
};
