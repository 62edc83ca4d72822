import * as E from 'fp-ts/Either';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';

/** Hides what lies before the revision; never gives anything back. */
export const truncateStream = async (
  eventStore: Pick<EventStore, 'readMetadata' | 'writeMetadata'>,
  stream: string,
  before: bigint,
): Promise<E.Either<EventStoreUnavailable, void>> => {
  const metadata = await eventStore.readMetadata(stream)();
  if (E.isLeft(metadata)) return metadata;
  if ((metadata.right.truncateBefore ?? 0n) >= before) return E.right(undefined);
  return eventStore.writeMetadata(stream, { ...metadata.right, truncateBefore: before })();
};
