import * as E from 'fp-ts/Either';
import { type AppendFailure, type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { truncateStream } from './truncate-stream';

export interface Stretch {
  readonly prefixes: ReadonlyArray<string>;
  /** Exclusive; null: from the start of the log. */
  readonly after: bigint | null;
  /** Inclusive. */
  readonly to: bigint;
}

const PAGE = { maxCount: 500, maxBytes: 2 * 1024 * 1024 };

/** Takes away a page of the streams with these prefixes; answers the position up to which all is gone. */
export const forgetPage = async (
  eventStore: EventStore,
  stretch: Stretch,
): Promise<E.Either<EventStoreUnavailable | AppendFailure, bigint>> => {
  const page = await eventStore.readRange({ ...stretch, ...PAGE })();
  if (E.isLeft(page)) return page;
  const { events, complete } = page.right;
  const newestByStream = new Map(events.map(({ stream, revision }) => [stream, revision]));
  for (const [stream, newest] of newestByStream) {
    const truncated = await truncateStream(eventStore, stream, newest + 1n);
    if (E.isLeft(truncated)) return truncated;
  }
  return E.right(complete ? stretch.to : (events.at(-1)?.position ?? stretch.to));
};
