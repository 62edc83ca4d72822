import {
  type EventSubscription,
  type RecordedEvent,
  type SubscriptionOptions,
} from '../../../../application/ports/event-store';
import { boundedNumber } from '../expectation';
import { streamFilter } from '../stream-filter';
import { type LogTail, type TailEvent } from './log-tail';

/** A page read from the database; null: it could not be read now. */
export type ReadHistory = (after: number) => Promise<{
  readonly events: ReadonlyArray<RecordedEvent>;
  readonly complete: boolean;
  readonly end: number;
} | null>;

export interface SubscriptionSource {
  readonly tail: LogTail;
  readonly readHistory: ReadHistory;
  readonly isClosed: () => boolean;
  /** Waits before a failed read is tried again. */
  readonly pause: (failures: number) => Promise<void>;
}

type Page = ReadonlyArray<RecordedEvent>;

const lastOf = (page: Page): number => Number(page.at(-1)?.position ?? 0n);

/**
 * History from the database, then the tail. `cursor` is the last position that was given out or passed over, so a
 * switch between the two can neither skip nor repeat.
 */
export const logSubscription = (options: SubscriptionOptions, source: SubscriptionSource): EventSubscription => {
  const belongs = streamFilter(options.prefixes);
  let cursor = options.after === null ? 0 : boundedNumber(options.after);
  let closed = false;
  let failures = 0;
  let lastCall: Promise<Page | null> = Promise.resolve(null);

  const fromTail = (): Page => {
    const page: RecordedEvent[] = [];
    let bytes = 0;
    const take = ({ event, position, bytes: size }: TailEvent): boolean => {
      cursor = position;
      if (!belongs(event.stream)) return true;
      page.push(event);
      bytes += size;
      return page.length < options.maxCount && bytes <= options.maxBytes;
    };
    source.tail.each(cursor, take);
    return page;
  };

  const fromHistory = async (): Promise<Page | null> => {
    const page = await source.readHistory(cursor);
    if (page === null) return null;
    failures = 0;
    cursor = Math.max(cursor, page.complete ? page.end : lastOf(page.events));
    return page.events;
  };
  const pause = (): Promise<void> => {
    failures += 1;
    return source.pause(failures);
  };

  const isOver = (): boolean => closed || source.isClosed();

  const nextPage = async (): Promise<Page | null> => {
    while (!isOver()) {
      const seen = source.tail.version();
      const page = source.tail.reachesBackTo(cursor) ? fromTail() : await fromHistory();
      if (isOver()) return null;
      if (page !== null && page.length > 0) return page;
      if (page === null) await pause();
      else if (source.tail.version() === seen) await source.tail.changed();
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
      source.tail.wake();
    },
  };
};
