import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { type EventStore, type RecordedEvent } from '../../src/application/ports/event-store';

/** A part of a store of its own: every stream's name begins with the tag, unseen by who uses it. Suites share a server so. */
export const taggedEventStore = (store: EventStore, tag: string): EventStore => {
  const name = (stream: string): string => tag + stream;
  const untagged = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<RecordedEvent> =>
    events.map((event) => ({ ...event, stream: event.stream.slice(tag.length) }));
  return {
    ...store,
    append: (stream, expected, events) => store.append(name(stream), expected, events),
    readStream: (stream, read) =>
      TE.map(({ exists, events }: { exists: boolean; events: ReadonlyArray<RecordedEvent> }) => ({
        exists,
        events: untagged(events),
      }))(store.readStream(name(stream), read)),
    readRange: (range) => async () => {
      const page = await store.readRange({ ...range, prefixes: range.prefixes.map(name) })();
      return E.isLeft(page) ? page : E.right({ ...page.right, events: untagged(page.right.events) });
    },
    subscribe: (options) => {
      const { next, close } = store.subscribe({ ...options, prefixes: options.prefixes.map(name) });
      return {
        next: async () => {
          const page = await next();
          return page === null ? null : untagged(page);
        },
        close,
      };
    },
    readMetadata: (stream) => store.readMetadata(name(stream)),
    writeMetadata: (stream, metadata) => store.writeMetadata(name(stream), metadata),
    deleteStream: (stream, expected) => store.deleteStream(name(stream), expected),
  };
};
