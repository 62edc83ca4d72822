import * as E from 'fp-ts/Either';
import {
  type EventStore,
  type RangePage,
  type RangeRead,
  type RecordedEvent,
  type StreamRead,
} from '../../../../application/ports/event-store';
import { sizeOf } from '../append-check';
import { existsFor } from '../append-rules';
import { boundedNumber } from '../expectation';
import { streamFilter } from '../stream-filter';
import { type MemoryLog } from './memory-log';
import { type MemoryStream, retentionOf, seesIn } from './memory-stream';

const startOf = ({ from }: StreamRead, stream: MemoryStream): number => {
  switch (from) {
    case 'start':
      return 0;
    case 'end':
      return stream.events.length - 1;
    default:
      return boundedNumber(from);
  }
};

const eventsFrom = (stream: MemoryStream, read: StreamRead): ReadonlyArray<RecordedEvent> => {
  const start = startOf(read, stream);
  if (read.direction === 'backwards') return stream.events.slice(0, start + 1).reverse();
  return read.from === 'end' ? [] : stream.events.slice(start);
};

/** Indexes into the log of the first event behind `after` and of the first one behind `to`. */
const boundsOf = (log: MemoryLog, { after, to }: RangeRead): readonly [number, number] => [
  after === null ? 0 : boundedNumber(after),
  to === null ? log.events.length : Math.min(boundedNumber(to), log.events.length),
];

/** A page of the global order; `after` and `to` as in the port. */
export const readMemoryRange =
  (log: MemoryLog) =>
  (range: RangeRead): RangePage => {
    const belongs = streamFilter(range.prefixes);
    const [first, end] = boundsOf(log, range);
    const isWanted = (event: RecordedEvent): boolean => belongs(event.stream) && log.isVisible(event);
    const events: RecordedEvent[] = [];
    let bytes = 0;
    for (let index = first; index < end; index += 1) {
      const event = log.events[index];
      if (event === undefined || !isWanted(event)) continue;
      if (events.length > 0 && (events.length >= range.maxCount || bytes > range.maxBytes))
        return { events, complete: false };
      events.push(event);
      bytes += sizeOf(event);
    }
    return { events, complete: true };
  };

export const memoryReads = (
  log: MemoryLog,
  now: () => number,
): Pick<EventStore, 'readStream' | 'readRange' | 'find' | 'lastPosition' | 'readMetadata'> => ({
  readStream: (name, read) => () => {
    const stream = log.stream(name);
    if (stream === null || !existsFor(retentionOf(stream)))
      return Promise.resolve(E.right({ exists: false, events: [] }));
    const events = eventsFrom(stream, read).filter(seesIn(stream, now())).slice(0, read.maxCount);
    return Promise.resolve(E.right({ exists: true, events }));
  },
  readRange: (read) => () => Promise.resolve(E.right(readMemoryRange(log)(read))),
  find: (ids) => () => {
    const found = [...new Set(ids.map((id) => id.toLowerCase()))].flatMap((id) => log.byId(id) ?? []);
    return Promise.resolve(E.right(found.filter(log.isVisible)));
  },
  lastPosition: () => () => Promise.resolve(E.right(log.events.at(-1)?.position ?? null)),
  readMetadata: (name) => () => Promise.resolve(E.right(log.stream(name)?.metadata ?? {})),
});
