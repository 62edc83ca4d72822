import { type TaskEither } from 'fp-ts/TaskEither';

/** The content of one message that was sent. Neither the message's id nor its text stands in it in clear. */
export interface KeptContent {
  readonly account: number;
  /** Keyed pseudonym of the message's `send_message_id`. */
  readonly message: string;
  /** Pseudonym of the profile the message went to, or the account's scope: under whose key it is sealed. */
  readonly owner: string;
  readonly sealed: string;
  /** Milliseconds since the epoch. */
  readonly storedAt: number;
}
export interface ContentStoreUnavailable {
  readonly type: 'ContentStoreUnavailable';
  readonly retryable: boolean;
  readonly detail: string;
}

/**
 * Contents of messages, one a message: what is put again replaces what was there. Losing it all loses no event: the
 * contents then count as expired.
 */
export interface ContentStore {
  /** Durable when it answers. */
  readonly put: (contents: ReadonlyArray<KeptContent>) => TaskEither<ContentStoreUnavailable, void>;
  /** In the order asked for; null where there is none. Whether one has expired is for the caller to say. */
  readonly find: (
    account: number,
    messages: ReadonlyArray<string>,
  ) => TaskEither<ContentStoreUnavailable, ReadonlyArray<KeptContent | null>>;
  /** Removes what belongs to a profile; how many there were. Dropping its key alone makes them unreadable. */
  readonly erase: (account: number, owner: string) => TaskEither<ContentStoreUnavailable, number>;
  /** Removes what was stored before the moment, of all accounts; how many there were. */
  readonly expire: (before: number) => TaskEither<ContentStoreUnavailable, number>;
}

/** A content store with its life: what the composition root holds. */
export interface ClosableContentStore extends ContentStore {
  readonly close: () => Promise<void>;
}
