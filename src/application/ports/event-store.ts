import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { type TaskEither } from 'fp-ts/TaskEither';

/** A fact to be appended. `data` and `metadata` are JSON text: the log keeps the bytes it was given. */
export interface NewEvent {
  /** UUID; appending the same ids again is idempotent. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata?: string;
}

export interface RecordedEvent extends NewEvent {
  readonly stream: string;
  /** 0-based number inside the stream. */
  readonly revision: bigint;
  /** Place in the global order; grows, not necessarily by one. */
  readonly position: bigint;
  /** Milliseconds since the epoch, the store's clock. */
  readonly recordedAt: number;
}

/** A bigint is the current last revision of the stream. */
export type ExpectedRevision = bigint | 'no-stream' | 'stream-exists' | 'any';

export interface Appended {
  /** Revision of the last event. */
  readonly revision: bigint;
  /** Its position; under `any` perhaps that of a later event written together with it, so never one before it. */
  readonly position: bigint;
  /** True: every id was there already at these revisions; nothing was written. */
  readonly repeated: boolean;
}

export interface WrongExpectedRevision {
  readonly type: 'WrongExpectedRevision';
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly actual: bigint | 'no-stream';
}
/** Some ids of the append are in the store and it is no plain repeat; nothing was written. */
export interface EventIdsTaken {
  readonly type: 'EventIdsTaken';
  readonly ids: ReadonlyArray<string>;
}
export interface AppendTooLarge {
  readonly type: 'AppendTooLarge';
  readonly bytes: number;
  readonly limit: number;
}
export interface InvalidAppend {
  readonly type: 'InvalidAppend';
  readonly detail: string;
}
/** `outcome` unknown: the append may have been written; repeat it with the same ids. */
export interface EventStoreUnavailable {
  readonly type: 'EventStoreUnavailable';
  readonly retryable: boolean;
  readonly outcome: 'not-written' | 'unknown';
  readonly detail: string;
}
export type AppendFailure =
  WrongExpectedRevision | EventIdsTaken | AppendTooLarge | InvalidAppend | EventStoreUnavailable;

export interface StreamRead {
  readonly direction: 'forwards' | 'backwards';
  /** Inclusive. */
  readonly from: bigint | 'start' | 'end';
  readonly maxCount: number;
}
/** A missing or soft-deleted stream reads as `exists: false` without events. */
export interface StreamPage {
  readonly exists: boolean;
  readonly events: ReadonlyArray<RecordedEvent>;
}

export interface RangeRead {
  /** Stream-name prefixes; an event belongs if its stream starts with one of them. */
  readonly prefixes: ReadonlyArray<string>;
  /** Exclusive; null: from the start. */
  readonly after: bigint | null;
  /** Inclusive; null: to the end. */
  readonly to: bigint | null;
  readonly maxCount: number;
  /** A page ends once its data exceeds this; at least one event is returned. */
  readonly maxBytes: number;
}
export interface RangePage {
  readonly events: ReadonlyArray<RecordedEvent>;
  /** True: nothing further up to `to` (or the end as it was when read). */
  readonly complete: boolean;
}

export interface SubscriptionOptions {
  readonly prefixes: ReadonlyArray<string>;
  /** Exclusive; null: from the start. */
  readonly after: bigint | null;
  readonly maxCount: number;
  readonly maxBytes: number;
}
/**
 * One ordered walk over the log, history first, then live, without a gap or a repeat.
 * Pull-based: the next page is read when asked for, so a slow reader slows only itself.
 */
export interface EventSubscription {
  /** The next non-empty page, waiting for one if need be; null once closed. Never rejects: drops are resumed inside. */
  readonly next: () => Promise<ReadonlyArray<RecordedEvent> | null>;
  readonly close: () => void;
}

/** Retention of one stream. */
export interface StreamMetadata {
  readonly maxCount?: number;
  readonly maxAgeSeconds?: number;
  /** Events below this revision are gone for readers. */
  readonly truncateBefore?: bigint;
}

/** Append-only streams with optimistic concurrency and one global order; durable once append answers. */
export interface EventStore {
  readonly append: (
    stream: string,
    expected: ExpectedRevision,
    events: ReadonlyNonEmptyArray<NewEvent>,
  ) => TaskEither<AppendFailure, Appended>;
  readonly readStream: (stream: string, read: StreamRead) => TaskEither<EventStoreUnavailable, StreamPage>;
  readonly readRange: (read: RangeRead) => TaskEither<EventStoreUnavailable, RangePage>;
  readonly subscribe: (options: SubscriptionOptions) => EventSubscription;
  /** Events by id; exact in the embedded stores, best effort elsewhere. */
  readonly find: (ids: ReadonlyArray<string>) => TaskEither<EventStoreUnavailable, ReadonlyArray<RecordedEvent>>;
  /** Position of the newest event; null when empty. */
  readonly lastPosition: () => TaskEither<EventStoreUnavailable, bigint | null>;
  readonly readMetadata: (stream: string) => TaskEither<EventStoreUnavailable, StreamMetadata>;
  readonly writeMetadata: (stream: string, metadata: StreamMetadata) => TaskEither<EventStoreUnavailable, void>;
  /** Soft: reads as missing; a later append reopens it and revisions go on. */
  readonly deleteStream: (stream: string, expected: ExpectedRevision) => TaskEither<AppendFailure, void>;
}

/** An event store with its life: what the composition root holds. */
export interface ClosableEventStore extends EventStore {
  /** Opens the store if nothing has opened it yet; the failure says what to do. Every other call opens it as well. */
  readonly ready: TaskEither<EventStoreUnavailable, void>;
  /** Finishes what is under way; later calls are answered with `EventStoreUnavailable`, subscriptions end. */
  readonly close: () => Promise<void>;
}

/** Upper bound of one append, all data and metadata together. */
export const MAX_APPEND_BYTES = 1024 * 1024;
