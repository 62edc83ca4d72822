import * as E from 'fp-ts/Either';
import { decodeRouting } from '../codecs/platform-event-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { type Log } from '../ports/log';
import { type CopiesWithin } from './copies/copies-within';
import { platformEventsOf } from '../streams';

export interface Stretch {
  readonly account: number;
  /** Exclusive. */
  readonly after: bigint;
  /** Inclusive. */
  readonly to: bigint;
}

export interface StretchPage {
  readonly events: ReadonlyArray<RoutedEvent>;
  /** Everything up to here has been read. */
  readonly readTo: bigint;
  readonly complete: boolean;
}

export const STRETCH_PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 } as const;

export interface ReadStretchDependencies {
  readonly eventStore: Pick<EventStore, 'readRange'>;
  readonly log: Pick<Log, 'error'>;
  readonly copiesWithin: CopiesWithin;
}

/** One page of an account's platform events, in the order of the log, without copies. */
export const readStretch =
  (dependencies: ReadStretchDependencies) =>
  ({ account, after, to }: Stretch) =>
  async (): Promise<E.Either<EventStoreUnavailable, StretchPage>> => {
    const range = { prefixes: [platformEventsOf(account)], after, to, ...STRETCH_PAGE };
    const page = await dependencies.eventStore.readRange(range)();
    if (E.isLeft(page)) return page;
    const { events, complete } = page.right;
    const newest = events.at(-1)?.position;
    if (newest === undefined) return E.right({ events: [], readTo: to, complete });
    const copies = await dependencies.copiesWithin({ after, to: newest })();
    if (E.isLeft(copies)) return copies;
    const routed = routedIn(dependencies, events, copies.right);
    return E.right({ events: routed, readTo: complete ? to : newest, complete });
  };

const routedIn = (
  { log }: ReadStretchDependencies,
  events: ReadonlyArray<RecordedEvent>,
  copies: ReadonlySet<bigint>,
): ReadonlyArray<RoutedEvent> => {
  const routed: RoutedEvent[] = [];
  for (const stored of events) {
    if (copies.has(stored.position)) continue;
    const event = decodeRouting(stored);
    if (E.isRight(event)) routed.push(event.right);
    else log.error('a platform event is damaged and was passed over', { ...event.left });
  }
  return routed;
};
