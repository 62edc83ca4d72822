import {
  type EventSubscription,
  type RecordedEvent,
  type SubscriptionOptions,
} from '../../../../application/ports/event-store';
import { type Connection } from './connection';
import { failureOf, isNoPlace, isTooSlow } from './failures';
import { type Feed, type FeedEnd, openFeed } from './feed';
import { backoffMs, type Pause, pauseOf } from './pause';
import { type LogPlace, placeAt, rangeRequest, subscriptionRequest } from './read-request';

type Page = ReadonlyArray<RecordedEvent>;

interface OpenPage {
  readonly events: RecordedEvent[];
  bytes: number;
}

/** So long a stretch of history without an event ends the page. */
const HISTORY_PAUSE_MS = 20;

/** Until what arrived together with the first one has come up as well. */
const sameTurn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

interface Subscribing {
  readonly connection: Connection;
  readonly onTrouble: (trouble: string) => void;
  readonly onClose: () => void;
}

/** One walk over `$all`; whatever ends the server's call, it goes on behind the last event that was handed out. */
export const logSubscription = (options: SubscriptionOptions, subscribing: Subscribing): EventSubscription => {
  const { connection, onTrouble, onClose } = subscribing;
  let place: LogPlace | null = placeAt(options.after);
  let feed: Feed | null = null;
  /** Up to the present end, begun at an event: `place` was the number before it and no place of the log. */
  let bridge: LogPlace | null = null;
  let pause: Pause | null = null;
  let failures = 0;
  let live = false;
  let closed = false;
  let lastCall: Promise<Page | null> = Promise.resolve(null);

  const isClosed = (): boolean => closed;
  const isNew = ({ position }: RecordedEvent): boolean => place === null || position > place.commit;

  const opened = (): Feed => {
    live = false;
    const request =
      bridge === null ? subscriptionRequest(options.prefixes, place) : rangeRequest(options.prefixes, bridge);
    return openFeed(connection.read(request, { requiresLeader: bridge !== null }));
  };

  const isFull = ({ events, bytes }: OpenPage): boolean =>
    events.length >= options.maxCount || bytes > options.maxBytes;

  /** What has arrived, up to the bounds; a checkpoint counts only once everything before it was taken. */
  const take = (from: Feed, page: OpenPage): void => {
    while (!isFull(page)) {
      const item = from.take();
      if (item === undefined) return;
      failures = 0;
      if (item.type === 'caught-up') live = true;
      if (item.type === 'checkpoint') place = item.place;
      if (item.type !== 'event' || !isNew(item.event)) continue;
      place = placeAt(item.event.position);
      page.events.push(item.event);
      page.bytes += item.bytes;
    }
  };

  /** True: the next call begins at once. */
  const bridged = ({ error }: FeedEnd): boolean => {
    if (bridge === null) {
      if (!isNoPlace(error) || place === null || place.commit !== options.after) return false;
      bridge = placeAt(place.commit + 1n);
      return true;
    }
    if (error !== null) return false;
    place = place === null || place.commit < bridge.commit ? bridge : place;
    bridge = null;
    return true;
  };

  const dropped = async (end: FeedEnd): Promise<void> => {
    const { error } = end;
    feed = null;
    if (bridged(end) || isTooSlow(error)) return;
    failures += 1;
    if (failures > 1) onTrouble(`A subscription was dropped ${String(failures)} times: ${failureOf(error).detail}`);
    pause = pauseOf(backoffMs(failures));
    await pause.over;
  };

  /** True: the page goes out as it is. History comes in full pages; what comes live goes out at once. */
  const isWhole = async (from: Feed, page: OpenPage): Promise<boolean> => {
    if (page.events.length === 0) return false;
    if (isFull(page) || live || from.end() !== null) return true;
    await from.arrival(HISTORY_PAUSE_MS);
    return from.peek() === undefined;
  };

  const nextPage = async (): Promise<Page | null> => {
    const page: OpenPage = { events: [], bytes: 0 };
    while (!isClosed()) {
      feed ??= opened();
      take(feed, page);
      if (await isWhole(feed, page)) return page.events;
      if (page.events.length > 0) continue;
      const end = feed.end();
      await (end === null ? feed.arrival().then(sameTurn) : dropped(end));
    }
    return null;
  };

  return {
    next: () => {
      lastCall = lastCall.then(nextPage);
      return lastCall;
    },
    close: () => {
      closed = true;
      feed?.cancel();
      pause?.end();
      onClose();
    },
  };
};

/** Nothing is asked for, so nothing comes. */
export const emptySubscription = (onClose: () => void): EventSubscription => {
  const { promise, resolve } = Promise.withResolvers<null>();
  return {
    next: () => promise,
    close: () => {
      resolve(null);
      onClose();
    },
  };
};
