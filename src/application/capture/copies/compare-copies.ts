import * as E from 'fp-ts/Either';
import { decodeRouting } from '../../codecs/platform-event-codec';
import { type RoutedEvent } from '../../codecs/routed-event';
import { eventAt } from '../../deliveries/event-at';
import { type EventStore, type RecordedEvent } from '../../ports/event-store';
import { type Log } from '../../ports/log';
import { type Metrics } from '../../ports/metrics';
import { type OpenEvents } from '../../record/open-events';
import { isSameEvent } from '../../record/same-event';

export interface CopyPair {
  /** Position of the event that is repeated. */
  readonly first: bigint;
  readonly copy: RecordedEvent;
}

export interface CompareDependencies {
  readonly eventStore: Pick<EventStore, 'readRange'>;
  readonly openEvents: OpenEvents;
  readonly log: Pick<Log, 'warn'>;
  readonly metrics: Pick<Metrics, 'copies' | 'conflicts'>;
}

/** Compared one after another beside capture; what comes faster than that is counted and not compared. */
const MOST_WAITING = 1000;

/**
 * Looks whether a copy says the same as the event it repeats. Another body under the same id is a conflict that got past
 * the door: it stays skipped, and is told and counted.
 */
export const compareCopies = (dependencies: CompareDependencies): ((pair: CopyPair) => void) => {
  const { log, metrics } = dependencies;
  let waiting = 0;
  let last: Promise<void> = Promise.resolve();

  const compare = async ({ first, copy }: CopyPair): Promise<void> => {
    if (await isConflict(dependencies, { first, copy })) {
      metrics.conflicts(1);
      const positions = { first: String(first), copy: String(copy.position) };
      log.warn('an event was recorded twice with different bodies; the second one is not captured', {
        event: copy.id,
        ...positions,
      });
    }
    waiting -= 1;
  };

  return (pair) => {
    metrics.copies(1);
    if (waiting >= MOST_WAITING) return;
    waiting += 1;
    last = last.then(() => compare(pair));
  };
};

/** What cannot be read or opened any more cannot be compared, and counts as the same. */
const isConflict = async (dependencies: CompareDependencies, { first, copy }: CopyPair): Promise<boolean> => {
  const routed = decodeRouting(copy);
  if (E.isLeft(routed)) return false;
  const before = await eventAt(dependencies, routed.right.account, first);
  if (E.isLeft(before) || before.right === null) return false;
  return differ(dependencies, [before.right, routed.right]);
};

const differ = async ({ openEvents }: CompareDependencies, pair: ReadonlyArray<RoutedEvent>): Promise<boolean> => {
  const opened = await openEvents(pair)();
  if (E.isLeft(opened)) return false;
  const [one, other] = opened.right;
  return one != null && other != null && !isSameEvent(one, other);
};
