import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { redeliveryBlocks } from '../../domain/parked/redelivery-blocks';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { decodeParkedEvent } from '../codecs/parked-codec';
import { type Clock } from '../ports/clock';
import { type DeliverySearch, type SearchPage } from '../ports/delivery-search';
import { type EventStore, type RecordedEvent } from '../ports/event-store';
import { type Log } from '../ports/log';
import { PREFIXES } from '../streams';
import { followStoredModel } from './follow-stored-model';
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

/** Keeps the search abreast of the log. */
export const followDeliverySearch = (ports: FollowDeliverySearch): FollowingDeliverySearch => {
  const { search, log } = ports;
  const mark = positionMark();
  const toPage = pageOf(ports.named);

  const apply = async (events: ReadonlyArray<RecordedEvent>): Promise<boolean> => {
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

  const following = followStoredModel(ports, {
    name: 'the delivery search',
    prefixes: FOLLOWED,
    position: search.position,
    clear: search.clear,
    goesOn: (position) => {
      if (position !== null) mark.advance(position);
    },
    apply,
  });
  return {
    reached: mark.reached,
    position: mark.position,
    close: async () => {
      const closed = following.close();
      mark.release();
      await closed;
    },
  };
};
