import * as E from 'fp-ts/Either';
import { type RunCursor } from '../../../domain/capture/run-record';
import { decodeRouting } from '../../codecs/platform-event-codec';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../../ports/event-store';
import { type Log } from '../../ports/log';
import { platformEventsStream } from '../../streams';
import { type CopiesWithin } from '../copies/copies-within';

export interface ReadDayDependencies {
  readonly eventStore: Pick<EventStore, 'readStream'>;
  readonly copiesWithin: CopiesWithin;
  readonly log: Pick<Log, 'error'>;
}

export interface DayRead {
  readonly account: number;
  readonly cursor: RunCursor;
  /** Exclusive: what was recorded later is not part of the day any more. */
  readonly before: bigint;
  readonly maxCount: number;
}

export interface DayPage {
  /** In the order of recording, without copies. */
  readonly events: ReadonlyArray<RoutedEvent>;
  /** Revision behind the last one read. */
  readonly next: bigint;
  readonly isEnd: boolean;
  /** Stored, about. */
  readonly bytes: number;
}

/** Asked for by count, guessed from the events before: some may be heavy all at once, and several pages are held. */
const MOST_BYTES = 4 * 1024 * 1024;

interface Found {
  readonly stored: ReadonlyArray<RecordedEvent>;
  readonly isEnd: boolean;
  readonly bytes: number;
}

const withinBytes = (found: ReadonlyArray<RecordedEvent>, maxCount: number): Found => {
  let bytes = 0;
  for (const [at, { data }] of found.entries()) {
    bytes += data.length;
    if (bytes >= MOST_BYTES && at + 1 < found.length) return { stored: found.slice(0, at + 1), isEnd: false, bytes };
  }
  return { stored: found, isEnd: found.length < maxCount, bytes };
};

/** One page of a day of an account, as it stood at a position of the log. */
export const readDay =
  ({ eventStore, copiesWithin, log }: ReadDayDependencies) =>
  ({ account, cursor, before, maxCount }: DayRead) =>
  async (): Promise<E.Either<EventStoreUnavailable, DayPage>> => {
    const stream = platformEventsStream(account, cursor.day);
    const page = await eventStore.readStream(stream, { direction: 'forwards', from: cursor.next, maxCount })();
    if (E.isLeft(page)) return page;
    const found = page.right.events.filter(({ position }) => position < before);
    const { stored, isEnd, bytes } = withinBytes(found, maxCount);
    const [first] = stored;
    const last = stored.at(-1);
    if (first === undefined || last === undefined) return E.right({ events: [], next: cursor.next, isEnd, bytes: 0 });
    const copies = await copiesWithin({ after: first.position - 1n, to: last.position })();
    if (E.isLeft(copies)) return copies;
    const events: RoutedEvent[] = [];
    for (const one of stored) {
      if (copies.right.has(one.position)) continue;
      const routed = decodeRouting(one);
      if (E.isRight(routed)) events.push(routed.right);
      else log.error('a platform event is damaged and was passed over', { ...routed.left });
    }
    return E.right({ events, next: last.revision + 1n, isEnd, bytes });
  };
