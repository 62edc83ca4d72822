import * as E from 'fp-ts/Either';
import {
  type EventStoreUnavailable,
  type RecordedEvent,
  type StreamPage,
  type StreamRead,
} from '../../../../application/ports/event-store';
import { type Connection } from './connection';
import { exceptionOf, failureOf, NO_ANSWER, unavailable } from './failures';
import { type Feed, type FeedEnd, openFeed } from './feed';
import { newestRequest, streamRequest } from './read-request';

type Read<A> = E.Either<EventStoreUnavailable, A>;

export interface StreamReader {
  readonly readStream: (stream: string, read: StreamRead) => Promise<Read<StreamPage>>;
  /** Position of the newest event that is not the server's own; null: there is none. */
  readonly newest: () => Promise<Read<bigint | null>>;
}

const MISSING: StreamPage = { exists: false, events: [] };
const GONE: ReadonlySet<string | null> = new Set(['stream-deleted', 'stream-not-found']);

const drain = (feed: Feed, events: RecordedEvent[]): 'found' | 'not-found' => {
  for (let item = feed.take(); item !== undefined; item = feed.take()) {
    if (item.type === 'not-found') return 'not-found';
    if (item.type === 'event') events.push(item.event);
  }
  return 'found';
};

const pageAt = ({ error }: FeedEnd, events: ReadonlyArray<RecordedEvent>): Read<StreamPage> => {
  if (error === null) return E.right({ exists: true, events });
  return GONE.has(exceptionOf(error)) ? E.right(MISSING) : E.left(failureOf(error));
};

/** Reads to the end of what was asked for; null: no answer came in time. */
const collected = async (feed: Feed, readTimeoutMs: number): Promise<Read<StreamPage> | null> => {
  const events: RecordedEvent[] = [];
  for (;;) {
    if (drain(feed, events) === 'not-found') return E.right(MISSING);
    const end = feed.end();
    if (end !== null) return pageAt(end, events);
    await feed.arrival(readTimeoutMs);
    if (feed.peek() === undefined && !feed.hasEnded()) return null;
  }
};

export const streamReader = (connection: Connection, readTimeoutMs: number): StreamReader => {
  const collect = async (feed: Feed): Promise<Read<StreamPage>> => {
    const page = await collected(feed, readTimeoutMs);
    feed.cancel();
    if (page !== null) return page;
    connection.suspect();
    return E.left(unavailable(NO_ANSWER));
  };
  const page = (stream: string, read: StreamRead): Promise<Read<StreamPage>> =>
    collect(openFeed(connection.read(streamRequest(stream, read), { requiresLeader: true })));

  return {
    readStream: async (stream, read) => {
      if (read.direction === 'backwards' || read.from !== 'end') return page(stream, read);
      const last = await page(stream, { direction: 'backwards', from: 'end', maxCount: 1 });
      return E.isLeft(last) ? last : E.right({ ...last.right, events: [] });
    },
    newest: async () => {
      const found = await collect(openFeed(connection.read(newestRequest(), { requiresLeader: true })));
      return E.isLeft(found) ? found : E.right(found.right.events[0]?.position ?? null);
    },
  };
};
