import * as E from 'fp-ts/Either';
import {
  type EventStoreUnavailable,
  type RangePage,
  type RangeRead,
  type RecordedEvent,
} from '../../../../application/ports/event-store';
import { type Connection } from './connection';
import { failureOf, isNoPlace, NO_ANSWER, unavailable } from './failures';
import { type Feed, type FeedEnd, type FeedItem, openFeed } from './feed';
import { type ParkedReads } from './parked-reads';
import { placeAt, rangeRequest } from './read-request';

type Read<A> = E.Either<EventStoreUnavailable, A>;

interface Reading {
  readonly range: RangeRead;
  readonly events: RecordedEvent[];
  bytes: number;
  after: bigint | null;
  feed: Feed;
  /** Begun by this call: its end is the log's end as it is now. */
  fresh: boolean;
  /** Begun at the next number, since `after` itself is no place of the log. */
  justBehind: boolean;
}

interface RangeReading {
  readonly connection: Connection;
  readonly parked: ParkedReads;
  readonly readTimeoutMs: number;
}

type Step = 'goes-on' | 'full' | 'complete';

const isFull = ({ range, events, bytes }: Reading): boolean =>
  events.length > 0 && (events.length >= range.maxCount || bytes > range.maxBytes);

const isBeyond = ({ range }: Reading, { position }: RecordedEvent): boolean => range.to !== null && position > range.to;

const add = (reading: Reading, item: FeedItem): void => {
  if (item.type !== 'event' || (reading.after !== null && item.event.position <= reading.after)) return;
  reading.after = item.event.position;
  reading.events.push(item.event);
  reading.bytes += item.bytes;
};

/** Takes what has arrived and belongs to the page. */
const take = (reading: Reading): Step => {
  const { feed } = reading;
  for (let item = feed.peek(); item !== undefined; item = feed.peek()) {
    if (item.type === 'event' && isBeyond(reading, item.event)) return 'complete';
    if (isFull(reading)) return 'full';
    feed.take();
    add(reading, item);
  }
  return isFull(reading) && !feed.hasEnded() ? 'full' : 'goes-on';
};

/** A page of the filtered log: one call of the server's serves the pages that follow one another. @adr 0021 */
export type RangeReader = (range: RangeRead) => Promise<Read<RangePage>>;

export const rangeReader = ({ connection, parked, readTimeoutMs }: RangeReading): RangeReader => {
  /** The end of the log is the leader's: a follower that lags would call a range complete too early. */
  const open = ({ prefixes }: RangeRead, after: bigint | null): Feed =>
    openFeed(connection.read(rangeRequest(prefixes, placeAt(after)), { requiresLeader: true }));

  const begin = (range: RangeRead): Reading => {
    const kept = parked.take(range.prefixes, range.after);
    const feed = kept ?? open(range, range.after);
    return { range, events: [], bytes: 0, after: range.after, feed, fresh: kept === null, justBehind: false };
  };

  /** Whoever reads from an event on asks for what is behind the number before it. */
  const beganBehind = (reading: Reading, { error }: FeedEnd): boolean => {
    const { after, justBehind, range } = reading;
    if (!isNoPlace(error) || after === null || justBehind) return false;
    reading.feed = open(range, after + 1n);
    reading.justBehind = true;
    return true;
  };

  /** Null: go on taking. */
  const atStop = (reading: Reading): Read<RangePage> | null => {
    const end = reading.feed.end();
    if (end === null || beganBehind(reading, end)) return null;
    if (end.error !== null && reading.fresh) return E.left(failureOf(end.error));
    if (reading.fresh) return E.right({ events: reading.events, complete: true });
    reading.feed = open(reading.range, reading.after);
    reading.fresh = true;
    return null;
  };

  const waited = async ({ feed }: Reading): Promise<boolean> => {
    await feed.arrival(readTimeoutMs);
    return feed.peek() !== undefined || feed.hasEnded();
  };

  const read = async (reading: Reading): Promise<Read<RangePage>> => {
    for (;;) {
      const step = take(reading);
      if (step === 'complete') reading.feed.cancel();
      if (step === 'full') parked.keep(reading.range.prefixes, reading.after, reading.feed);
      if (step !== 'goes-on') return E.right({ events: reading.events, complete: step === 'complete' });
      const stop = atStop(reading);
      if (stop !== null) return stop;
      if (await waited(reading)) continue;
      reading.feed.cancel();
      connection.suspect();
      return E.left(unavailable(NO_ANSWER));
    }
  };

  return async (range: RangeRead): Promise<Read<RangePage>> => {
    if (range.prefixes.length === 0) return E.right({ events: [], complete: true });
    return read(begin(range));
  };
};
