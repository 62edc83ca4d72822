import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { redeliveryBlocks } from '../../domain/parked/redelivery-blocks';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { decodeParkedEvent } from '../codecs/parked-codec';
import { type Clock } from '../ports/clock';
import { type DeliverySearch, type SearchPage } from '../ports/delivery-search';
import { type EventStore, type EventSubscription, type RecordedEvent } from '../ports/event-store';
import { type Log } from '../ports/log';
import { PREFIXES } from '../streams';
import { positionMark } from './position-mark';

export interface FollowDeliverySearch {
  readonly eventStore: Pick<EventStore, 'subscribe' | 'lastPosition'>;
  readonly search: DeliverySearch;
  readonly clock: Clock;
  readonly log: Log;
  readonly named: NamedUuid;
}
export interface FollowingDeliverySearch {
  /** Resolves once the log is searchable up to the position; also when closed. */
  readonly reached: (position: bigint) => Promise<void>;
  /** Position of the newest event that can be found; null before the first. */
  readonly position: () => bigint | null;
  /** Resolves when the page at hand is done. */
  readonly close: () => Promise<void>;
}

/** What the search is made from. */
export const FOLLOWED = [PREFIXES.hooks, PREFIXES.captures, PREFIXES.outcomes, PREFIXES.parked];
const PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 };
/** At once when quiet; while busy in larger bites, so that delivery keeps its time. */
const BETWEEN_PAGES_MS = 400;
const BEFORE_RETRY_MS = 1000;

const pageOf =
  (named: NamedUuid) =>
  (events: ReadonlyArray<RecordedEvent>): SearchPage => ({
    events,
    redeliveries: new Map(
      events
        .filter((event) => event.type === 'RedeliveryAsked')
        .map((event) => [
          event.position,
          pipe(
            decodeParkedEvent(event),
            E.match(
              () => [],
              (asked) => (asked.type === 'RedeliveryAsked' ? redeliveryBlocks(named)(asked) : []),
            ),
          ),
        ]),
    ),
  });

/**
 * Where to go on reading: behind the search's own position, or at the start of the log when the search is ahead of it,
 * as beside a log restored from a backup. What it holds then never was, and is cleared.
 */
const whereToGoOn = async ({
  eventStore,
  search,
  log,
}: FollowDeliverySearch): Promise<E.Either<unknown, bigint | null>> => {
  // The log first: a search abreast of it is then never taken for one ahead.
  const newest = await eventStore.lastPosition()();
  const found = await search.position()();
  if (E.isLeft(newest) || E.isLeft(found)) return E.isLeft(newest) ? newest : found;
  if (found.right === null || found.right <= (newest.right ?? -1n)) return found;
  log.warn('the delivery search is ahead of the log, as after a restore of an older log, and is filled anew', {
    search: String(found.right),
    log: newest.right === null ? 'empty' : String(newest.right),
  });
  return pipe(
    await search.clear()(),
    E.map(() => null),
  );
};

/** Keeps the search abreast of the log by a subscription of its own; begins anew when its store was lost or is ahead. */
export const followDeliverySearch = (ports: FollowDeliverySearch): FollowingDeliverySearch => {
  const { eventStore, search, clock, log } = ports;
  const mark = positionMark();
  const toPage = pageOf(ports.named);
  let closed = false;
  let subscription: EventSubscription | null = null;
  let wake: () => void = () => undefined;
  const isOpen = (): boolean => !closed;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
      if (closed) wake();
    });

  const applied = async (events: ReadonlyArray<RecordedEvent>): Promise<boolean> => {
    const folded = await search.apply(toPage(events))();
    if (E.isLeft(folded)) {
      log.warn('the delivery search cannot be written and is tried again', { detail: folded.left.detail });
      return false;
    }
    for (const { stream, revision, detail } of folded.right)
      log.error('an event cannot be searched and is left out', { stream, revision: String(revision), detail });
    const newest = events.at(-1);
    if (newest !== undefined) mark.advance(newest.position);
    return true;
  };

  /** Until the store fails or the search is closed. */
  const follow = async (after: bigint | null): Promise<void> => {
    subscription = eventStore.subscribe({ prefixes: FOLLOWED, after, ...PAGE });
    while (isOpen()) {
      const events = await subscription.next();
      if (events === null || !(await applied(events))) break;
      if (events.length < PAGE.maxCount) await pause(BETWEEN_PAGES_MS);
    }
    subscription.close();
  };

  const run = async (): Promise<void> => {
    while (isOpen()) {
      const position = await whereToGoOn(ports);
      if (E.isRight(position)) {
        if (position.right !== null) mark.advance(position.right);
        await follow(position.right);
      }
      if (isOpen()) await pause(BEFORE_RETRY_MS);
    }
  };

  const running = run();
  return {
    reached: mark.reached,
    position: mark.position,
    close: async () => {
      closed = true;
      subscription?.close();
      wake();
      mark.release();
      await running;
    },
  };
};
