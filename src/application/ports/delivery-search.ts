import { type TaskEither } from 'fp-ts/TaskEither';
import { type AnswerKind } from '../../domain/delivery/outcome';
import { type RedeliveryBlock } from '../../domain/parked/redelivery-blocks';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { type DeliveryState } from '../use-cases/deliveries';
import { type RecordedEvent } from './event-store';

/** A place in a block: the one that captured the delivery, or one that a redelivery made. */
export interface Place {
  readonly root: string;
  readonly index: number;
}

/** How one delivery stands: the strongest answer of its present round. */
export interface Standing {
  readonly answer: AnswerKind | 'untried';
  readonly round: number;
  readonly attempt: number;
  /** Of that answer, milliseconds since the epoch; 0 before the first. */
  readonly at: number;
  readonly kind?: 'endpoint' | 'message';
  readonly reason?: string;
  readonly status?: number;
  readonly parkedRevision?: string;
  /** Where it waits or was settled since a redelivery; absent: where it was captured. */
  readonly place?: Place;
}

export type StateCounts = { readonly [state in DeliveryState]: number };

/** Where outcomes that speak of a block are in the log. */
export interface OutcomeRef {
  readonly stream: string;
  readonly revision: bigint;
}

/** One captured block. Its deliveries are the hook's matches in `from`..`to` of the log, by index. */
export interface BlockRow {
  readonly root: string;
  readonly hook: number;
  readonly account: number;
  /** at-once: one event that could not be shaped; `root` is its delivery id. */
  readonly kind: 'stretch' | 'at-once';
  readonly from: bigint;
  readonly to: bigint;
  /** Of a hook with conditions on data: which of the stretch (domain/capture/picks.ts). */
  readonly picks?: string;
  readonly n: number;
  /** Of all its bodies. */
  readonly bytes: number;
  readonly revision: number;
  /** Milliseconds since the epoch. */
  readonly capturedAt: number;
  readonly counts: StateCounts;
  /** By index; equal ones are often the same object. */
  readonly standings: ReadonlyArray<Standing>;
  /** Oldest first; of very many only the newest. */
  readonly outcomes: ReadonlyArray<OutcomeRef>;
  /** Redeliveries: the delivery's index here, and the place it was sent from again. */
  readonly resent: ReadonlyArray<{ readonly index: number; readonly place: Place }>;
}

/** Newest first: captured later, then further in the log. Oldest first: the reverse. */
export type RowOrder = 'newest' | 'oldest';

export interface RowCursor {
  readonly capturedAt: number;
  readonly from: bigint;
  readonly root: string;
}
export interface RowQuery {
  readonly account: number;
  readonly hook?: number;
  /** Rows that hold at least one delivery in this state. */
  readonly state?: DeliveryState;
  /** Inclusive, milliseconds since the epoch. */
  readonly capturedFrom?: number;
  readonly capturedTo?: number;
  /** First; `newest` unless said. */
  readonly order?: RowOrder;
  /** Rows after this one in the order of the list. */
  readonly after?: RowCursor;
  readonly limit: number;
  /** No further row once those found hold so many deliveries (in the state). */
  readonly enough?: number;
}

/** A page of the log and, by position, the blocks that its requests for redelivery make. */
export interface SearchPage {
  readonly events: ReadonlyArray<RecordedEvent>;
  readonly redeliveries: ReadonlyMap<bigint, ReadonlyArray<RedeliveryBlock>>;
}

export interface DeliverySearchUnavailable {
  readonly type: 'DeliverySearchUnavailable';
  readonly detail: string;
}
type Answered<T> = TaskEither<DeliverySearchUnavailable, T>;

/** What can be asked of a delivery search, here or in another process. */
export interface DeliveryQueries {
  /** Of the newest event applied; null: empty, begin at the start of the log. */
  readonly position: () => Answered<bigint | null>;
  /** In the order asked for; none: there are no more. */
  readonly blocks: (query: RowQuery) => Answered<ReadonlyArray<BlockRow>>;
  /** The rows whose stretch covers the position: at most two a hook. */
  readonly covering: (query: {
    readonly account: number;
    readonly hook?: number;
    readonly position: bigint;
  }) => Answered<ReadonlyArray<BlockRow>>;
  readonly rows: (roots: ReadonlyArray<string>) => Answered<ReadonlyArray<BlockRow>>;
  /** Where deliveries that were ever parked, redelivered or discarded were captured; others are not known by id. */
  readonly named: (
    hook: number,
    deliveries: ReadonlyArray<string>,
  ) => Answered<ReadonlyArray<{ readonly delivery: string; readonly place: Place }>>;
  /** Revisions of the parked stream's events that hold deliveries parked now, newest first. */
  readonly parkedRevisions: (query: {
    readonly hook: number;
    /** Inclusive; null: the newest. */
    readonly upTo: bigint | null;
    readonly limit: number;
  }) => Answered<ReadonlyArray<bigint>>;
}

/** Finds deliveries by block. Holds no truth: it may be wiped at any time and is filled again from the log. */
export interface DeliverySearch extends DeliveryQueries {
  /** All of the page and its position, or nothing. Events that cannot be read are left out and named. */
  readonly apply: (page: SearchPage) => Answered<ReadonlyArray<CorruptEvent>>;
  /** Forgets everything, the position too: as an empty one, to be filled from the start of the log. */
  readonly clear: () => Answered<void>;
  readonly close: () => Promise<void>;
}
