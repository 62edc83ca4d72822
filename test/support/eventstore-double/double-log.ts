/** An event as the double keeps it; positions grow by more than one, as byte offsets do. */
export interface DoubleEvent {
  readonly id: string;
  readonly stream: string;
  readonly type: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
  readonly revision: number;
  readonly position: number;
  readonly createdMs: number;
}
export type DoubleNewEvent = Pick<DoubleEvent, 'id' | 'type' | 'data' | 'metadata'>;

export type DoubleExpected = number | 'any' | 'no-stream' | 'stream-exists';
export type DoubleOutcome =
  | { readonly type: 'written'; readonly revision: number; readonly position: number }
  | { readonly type: 'wrong-version'; readonly current: number | null }
  | { readonly type: 'stream-deleted' };

interface Stream {
  readonly events: DoubleEvent[];
}

const DELETED = 2 ** 62;
const FIRST_POSITION = 1_000;
const FRAME = 200;

/** What EventStoreDB keeps and decides, as far as the adapter can see it. */
export interface DoubleLog {
  readonly all: ReadonlyArray<DoubleEvent>;
  readonly append: (stream: string, expected: DoubleExpected, events: ReadonlyArray<DoubleNewEvent>) => DoubleOutcome;
  /** What readers see of it; null: nothing was ever written, or it is deleted. */
  readonly visible: (stream: string) => ReadonlyArray<DoubleEvent> | null;
  readonly delete: (stream: string, expected: DoubleExpected) => DoubleOutcome;
  readonly tombstone: (stream: string) => void;
  readonly isTombstoned: (stream: string) => boolean;
  /** Forgets the ids that an append without an expected revision is held against. */
  readonly forgetIds: () => void;
  /** Called after every append; gives the removal. */
  readonly onAppend: (call: () => void) => () => void;
}

interface Retention {
  readonly below: number;
  readonly deleted: boolean;
}

const numbersIn = (event: DoubleEvent | undefined): Readonly<Record<string, unknown>> =>
  event === undefined ? {} : (JSON.parse(Buffer.from(event.data).toString()) as Record<string, unknown>);

export const doubleLog = (): DoubleLog => {
  const all: DoubleEvent[] = [];
  const streams = new Map<string, Stream>();
  const tombstones = new Set<string>();
  const ids = new Map<string, DoubleEvent>();
  const listeners = new Set<() => void>();
  let position = FIRST_POSITION;

  const eventsOf = (stream: string): DoubleEvent[] => {
    const found = streams.get(stream) ?? { events: [] };
    streams.set(stream, found);
    return found.events;
  };
  const retentionOf = (stream: string): Retention => {
    const numbers = numbersIn(streams.get(`$$${stream}`)?.events.at(-1));
    const before = Number(numbers['$tb'] ?? 0);
    const maxCount = numbers['$maxCount'];
    const count = typeof maxCount === 'number' ? eventsOf(stream).length - maxCount : 0;
    return { below: Math.max(before, count), deleted: before >= DELETED };
  };
  const isSoftDeleted = (stream: string): boolean => retentionOf(stream).deleted;

  const write = (stream: string, added: ReadonlyArray<DoubleNewEvent>): DoubleEvent | undefined => {
    const events = eventsOf(stream);
    for (const event of added) {
      const recorded = { ...event, stream, revision: events.length, position, createdMs: Date.now() };
      events.push(recorded);
      all.push(recorded);
      ids.set(event.id, recorded);
      position += FRAME + event.data.length + event.metadata.length;
    }
    for (const call of [...listeners]) call();
    return events.at(-1);
  };
  const metadataEvent = (data: string): DoubleNewEvent => ({
    id: crypto.randomUUID(),
    type: '$metadata',
    data: Buffer.from(data),
    metadata: Buffer.of(),
  });
  const reopen = (stream: string): void => {
    write(`$$${stream}`, [metadataEvent(`{"$tb":${String(eventsOf(stream).length)}}`)]);
  };

  const wrong = (stream: string): DoubleOutcome => {
    const count = eventsOf(stream).length;
    return { type: 'wrong-version', current: count === 0 ? null : count - 1 };
  };
  const done = ({ revision, position: at }: DoubleEvent): DoubleOutcome => ({
    type: 'written',
    revision,
    position: at,
  });

  /** The repeat of an append under an expected revision is told by the ids that stand behind it. */
  const repeatAt = (stream: string, first: number, added: ReadonlyArray<DoubleNewEvent>): DoubleEvent | null => {
    const there = eventsOf(stream).slice(first, first + added.length);
    const same = there.length === added.length && there.every(({ id }, index) => id === added[index]?.id);
    return same ? (there.at(-1) ?? null) : null;
  };
  const repeatById = (stream: string, added: ReadonlyArray<DoubleNewEvent>): DoubleOutcome | null => {
    const known = added.map(({ id }) => ids.get(id));
    if (known[0]?.stream !== stream) return null;
    const last = known.at(-1);
    return last !== undefined && known.every((event) => event?.stream === stream) ? done(last) : wrong(stream);
  };
  const written = (stream: string, added: ReadonlyArray<DoubleNewEvent>): DoubleOutcome => {
    if (isSoftDeleted(stream)) reopen(stream);
    const last = write(stream, added);
    return last === undefined ? wrong(stream) : done(last);
  };
  const guarded = (stream: string, expected: number, added: ReadonlyArray<DoubleNewEvent>): DoubleOutcome => {
    const last = eventsOf(stream).length - 1;
    if (expected === last || (expected === -1 && isSoftDeleted(stream))) return written(stream, added);
    const repeat = expected < last ? repeatAt(stream, expected + 1, added) : null;
    return repeat === null ? wrong(stream) : done(repeat);
  };
  const append: DoubleLog['append'] = (stream, expected, added) => {
    if (tombstones.has(stream)) return { type: 'stream-deleted' };
    if (expected === 'no-stream') return guarded(stream, -1, added);
    if (typeof expected === 'number') return guarded(stream, expected, added);
    if (expected === 'stream-exists') {
      if (isSoftDeleted(stream)) return { type: 'stream-deleted' };
      if (eventsOf(stream).length === 0) return wrong(stream);
    }
    return repeatById(stream, added) ?? written(stream, added);
  };

  return {
    all,
    append,
    visible: (stream) => {
      const events = eventsOf(stream);
      const { below, deleted } = retentionOf(stream);
      return events.length === 0 || deleted ? null : events.filter(({ revision }) => revision >= below);
    },
    delete: (stream, expected) => {
      const last = eventsOf(stream).length - 1;
      if (last < 0 || (typeof expected === 'number' && expected !== last)) return wrong(stream);
      const marked = write(`$$${stream}`, [metadataEvent('{"$tb":9223372036854775807}')]);
      return marked === undefined ? wrong(stream) : done(marked);
    },
    tombstone: (stream) => void tombstones.add(stream),
    isTombstoned: (stream) => tombstones.has(stream),
    forgetIds: () => ids.clear(),
    onAppend: (call) => {
      listeners.add(call);
      return () => void listeners.delete(call);
    },
  };
};
