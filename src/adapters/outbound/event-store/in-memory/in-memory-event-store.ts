import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type ClosableEventStore, type EventStoreUnavailable } from '../../../../application/ports/event-store';
import { memoryLog } from './memory-log';
import { memoryReads } from './memory-reads';
import { memorySubscription } from './memory-subscription';
import { memoryWrites } from './memory-writes';

const CLOSED: EventStoreUnavailable = {
  type: 'EventStoreUnavailable',
  retryable: false,
  outcome: 'not-written',
  detail: 'The event store is closed.',
};

export interface InMemoryEventStoreSettings {
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  /** False: an append with `any` in which some ids are known is written once more, as EventStoreDB may do. */
  readonly exactIds?: boolean;
}

/** A whole event store that lives as long as the process. */
export const inMemoryEventStore = ({
  now = Date.now,
  exactIds = true,
}: InMemoryEventStoreSettings = {}): ClosableEventStore => {
  const log = memoryLog(now);
  const writes = memoryWrites(log, exactIds);
  const reads = memoryReads(log, now);
  let closed = false;

  const whileOpen =
    <Failure, Result>(task: TaskEither<Failure, Result>): TaskEither<Failure | EventStoreUnavailable, Result> =>
    () =>
      closed ? Promise.resolve(E.left(CLOSED)) : task();

  return {
    ready: () => Promise.resolve(E.right(undefined)),
    append: (stream, expected, events) => whileOpen(writes.append(stream, expected, events)),
    deleteStream: (stream, expected) => whileOpen(writes.deleteStream(stream, expected)),
    writeMetadata: (stream, metadata) => whileOpen(writes.writeMetadata(stream, metadata)),
    readStream: (stream, read) => whileOpen(reads.readStream(stream, read)),
    readRange: (read) => whileOpen(reads.readRange(read)),
    find: (ids) => whileOpen(reads.find(ids)),
    lastPosition: () => whileOpen(reads.lastPosition()),
    readMetadata: (stream) => whileOpen(reads.readMetadata(stream)),
    subscribe: (options) => memorySubscription(log, options, () => closed),
    close: () => {
      closed = true;
      log.wake();
      return Promise.resolve();
    },
  };
};
