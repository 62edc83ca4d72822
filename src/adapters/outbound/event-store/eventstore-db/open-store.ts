import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import {
  type AppendFailure,
  type Appended,
  type ClosableEventStore,
  type EventStoreUnavailable,
  type EventSubscription,
  type ExpectedRevision,
  type NewEvent,
} from '../../../../application/ports/event-store';
import { checkDeletion } from '../append-check';
import { admission } from './admission';
import { appendCalls } from './append-calls';
import { appendLanes } from './append-lanes';
import { appender } from './appender';
import { type Connection } from './connection';
import { eventFinder } from './event-finder';
import { CLOSED } from './failures';
import { fitsServer } from './fits-server';
import { knownEvents } from './known-events';
import { knownResult } from './known-result';
import { emptySubscription, logSubscription } from './log-subscription';
import { metadataStreams } from './metadata-streams';
import { parkedReads } from './parked-reads';
import { rangeReader } from './range-reader';
import { type Settings } from './settings';
import { steadyAppend } from './steady-append';
import { streamDeletion } from './stream-deletion';
import { streamReader } from './stream-reader';

/** Every call over this one connection. */
export const openStore = (connection: Connection, settings: Settings): ClosableEventStore => {
  const { appendTimeoutMs, resolveWithinMs, readTimeoutMs, maxAppends, maxAppendBytesUnderWay, onTrouble } = settings;
  let closed = false;
  const underWay = new Set<Promise<unknown>>();
  const subscriptions = new Set<EventSubscription>();

  const calls = appendCalls(connection, appendTimeoutMs);
  const reader = streamReader(connection, readTimeoutMs);
  const parked = parkedReads();
  const readRange = rangeReader({ connection, parked, readTimeoutMs });
  const steady = steadyAppend({ calls, reader, resolveWithinMs, isClosed: () => closed });
  const known = knownEvents();
  const append = appender({ steady, reader, known, admission: admission(maxAppends, maxAppendBytesUnderWay) });
  const lanes = appendLanes({ append, knownResult: knownResult(known) });
  const metadata = metadataStreams(reader, steady);
  const remove = streamDeletion(connection, reader);
  const find = eventFinder(known, reader);

  const whileOpen =
    <Failure, Result>(task: TaskEither<Failure, Result>): TaskEither<Failure | EventStoreUnavailable, Result> =>
    () => {
      if (closed) return Promise.resolve(E.left(CLOSED));
      const call = task();
      underWay.add(call);
      void call.finally(() => underWay.delete(call));
      return call;
    };

  const appended = async (
    stream: string,
    expected: ExpectedRevision,
    events: ReadonlyArray<NewEvent>,
  ): Promise<E.Either<AppendFailure, Appended>> => {
    const checked = fitsServer(stream, expected, events);
    if (E.isLeft(checked)) return checked;
    return expected === 'any'
      ? lanes(stream, events, checked.right)
      : append({ stream, expected, events }, checked.right);
  };

  return {
    ready: whileOpen(async () => E.map(() => undefined)(await reader.newest())),
    append: (stream, expected, events) => whileOpen(() => appended(stream, expected, events)),
    deleteStream: (stream, expected) =>
      whileOpen(async () => {
        const checked = checkDeletion(stream, expected);
        return E.isLeft(checked) ? checked : remove(stream, expected);
      }),
    readStream: (stream, read) => whileOpen(() => reader.readStream(stream, read)),
    readRange: (range) => whileOpen(() => readRange(range)),
    find: (ids) => whileOpen(() => find(ids)),
    lastPosition: () => whileOpen(reader.newest),
    readMetadata: (stream) => whileOpen(() => metadata.read(stream)),
    writeMetadata: (stream, given) => whileOpen(() => metadata.write(stream, given)),
    subscribe: (options) => {
      const onClose = (): void => void subscriptions.delete(subscription);
      const subscription =
        options.prefixes.length === 0
          ? emptySubscription(onClose)
          : logSubscription(options, { connection, onTrouble, onClose });
      subscriptions.add(subscription);
      if (closed) subscription.close();
      return subscription;
    },
    close: async () => {
      closed = true;
      for (const { close } of [...subscriptions]) close();
      await Promise.allSettled(underWay);
      parked.close();
      calls.close();
      await connection.close();
    },
  };
};
