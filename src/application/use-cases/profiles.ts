import { type TaskEither } from 'fp-ts/TaskEither';
import { type ContentStoreUnavailable } from '../ports/content-store';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type KeyStoreUnavailable } from '../ports/key-store';
import { type Actor } from './hooks';

/** A person is erased: everything about them that was recorded until then opens nowhere any more. */
export interface ProfileErasure {
  /** Names the entry of the log that says who asked. */
  readonly erasure: string;
  /** What stands for the profile in the log; the id itself stands nowhere. */
  readonly pseudonym: string;
  readonly at: string;
  /** Deliveries of the account's hooks that were parked or waited, and were discarded now. */
  readonly discarded: { readonly parked: number; readonly waiting: number };
}
export interface InvalidProfile {
  readonly type: 'InvalidProfile';
  readonly reason: string;
}
export type ErasureFailure = InvalidProfile | EventStoreUnavailable | KeyStoreUnavailable | ContentStoreUnavailable;

/** What a door can ask about people. */
export interface ProfileUseCases {
  /** By the producer's id. Repeating it does no harm: it finishes what was broken off, and erases what came since. */
  readonly erase: (actor: Actor, profile: string) => TaskEither<ErasureFailure, ProfileErasure>;
}
