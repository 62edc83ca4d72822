import * as E from 'fp-ts/Either';
import { decodeRouting } from '../codecs/platform-event-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { type Log } from '../ports/log';
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

/** One page of an account's platform events, in the order of the log. */
export const readStretch =
  ({ eventStore, log }: { readonly eventStore: Pick<EventStore, 'readRange'>; readonly log: Pick<Log, 'error'> }) =>
  ({ account, after, to }: Stretch) =>
  async (): Promise<E.Either<EventStoreUnavailable, StretchPage>> => {
    const page = await eventStore.readRange({ prefixes: [platformEventsOf(account)], after, to, ...STRETCH_PAGE })();
    if (E.isLeft(page)) return page;
    const { events, complete } = page.right;
    const routed: RoutedEvent[] = [];
    for (const stored of events) {
      const event = decodeRouting(stored);
      if (E.isRight(event)) routed.push(event.right);
      else log.error('a platform event is damaged and was passed over', { ...event.left });
    }
    return E.right({ events: routed, readTo: complete ? to : (events.at(-1)?.position ?? to), complete });
  };
