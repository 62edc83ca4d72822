import { type NewEvent, type RecordedEvent } from '../../../../application/ports/event-store';
import { type MemoryStream, newMemoryStream, seesIn } from './memory-stream';

export interface MemoryLog {
  readonly stream: (name: string) => MemoryStream | null;
  readonly streamForWriting: (name: string) => MemoryStream;
  readonly byId: (id: string) => RecordedEvent | null;
  readonly write: (stream: string, events: ReadonlyArray<NewEvent>) => void;
  /** All events in global order; positions begin at 1 and have no holes. */
  readonly events: ReadonlyArray<RecordedEvent>;
  readonly isVisible: (event: RecordedEvent) => boolean;
  /** Resolves at the next `wake`. */
  readonly changed: () => Promise<void>;
  readonly wake: () => void;
}

export const memoryLog = (now: () => number): MemoryLog => {
  const streams = new Map<string, MemoryStream>();
  const ids = new Map<string, RecordedEvent>();
  const events: RecordedEvent[] = [];
  let waiting = Promise.withResolvers<undefined>();

  const streamForWriting = (name: string): MemoryStream => {
    const stream = streams.get(name) ?? newMemoryStream();
    streams.set(name, stream);
    return stream;
  };
  const wake = (): void => {
    const woken = waiting;
    waiting = Promise.withResolvers<undefined>();
    woken.resolve(undefined);
  };
  const record =
    (name: string, stream: MemoryStream, recordedAt: number) =>
    (event: NewEvent): void => {
      const recorded: RecordedEvent = {
        ...event,
        id: event.id.toLowerCase(),
        stream: name,
        revision: BigInt(stream.events.length),
        position: BigInt(events.length + 1),
        recordedAt,
      };
      stream.events.push(recorded);
      events.push(recorded);
      ids.set(recorded.id, recorded);
    };

  return {
    stream: (name) => streams.get(name) ?? null,
    streamForWriting,
    byId: (id) => ids.get(id.toLowerCase()) ?? null,
    write: (name, added) => {
      const stream = streamForWriting(name);
      added.forEach(record(name, stream, now()));
      stream.deleted = false;
      wake();
    },
    events,
    isVisible: (event) => {
      const stream = streams.get(event.stream);
      return stream !== undefined && seesIn(stream, now())(event);
    },
    changed: () => waiting.promise.then(() => undefined),
    wake,
  };
};
