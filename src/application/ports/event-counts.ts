import { type TaskEither } from 'fp-ts/TaskEither';

/** How many events of a type and database an account has on a day, UTC. */
export interface EventCount {
  readonly day: string;
  readonly type: string;
  /** '' without one. */
  readonly database: string;
  readonly n: number;
}
export interface AccountCount extends EventCount {
  readonly account: number;
}

export interface EventCountsUnavailable {
  readonly type: 'EventCountsUnavailable';
  readonly detail: string;
}
type Answered<T> = TaskEither<EventCountsUnavailable, T>;

/** What can be asked, here or in another process. */
export interface EventCountQueries {
  /** Both days inclusive, in the order of the days. */
  readonly between: (account: number, from: string, to: string) => Answered<ReadonlyArray<EventCount>>;
}

/** An index of the log by day. Holds no truth: it may be wiped at any time and is filled again. */
export interface EventCounts extends EventCountQueries {
  /** Of the newest event counted; null: empty. */
  readonly position: () => Answered<bigint | null>;
  /** All of it with its position, or nothing. */
  readonly add: (counts: ReadonlyArray<AccountCount>, position: bigint) => Answered<void>;
  readonly clear: () => Answered<void>;
  readonly close: () => Promise<void>;
}
