import { type TaskEither } from 'fp-ts/TaskEither';
import { type Json } from '../../domain/shared/json';
import { type ContentStoreUnavailable } from '../ports/content-store';
import { type KeyStoreUnavailable } from '../ports/key-store';
import { type Actor } from './hooks';

/** What was sent, apart from the event of its sending. */
export interface ContentInput {
  readonly sendMessageId: string;
  /** Whose message it was: the producer's id. Absent: it is found by no erasure, and goes when its time is over. */
  readonly profile?: string;
  /** Any JSON but null, in the shape in which hooks send it. */
  readonly content: Json;
}
export interface ContentKept {
  /** False: no hook of the account has `addMessageContent`. */
  readonly stored: boolean;
}
export interface InvalidContent {
  readonly type: 'InvalidContent';
  readonly problems: ReadonlyArray<{ readonly field: string; readonly reason: string }>;
}
export type ContentRefusal = InvalidContent | ContentStoreUnavailable | KeyStoreUnavailable;

/** What a door can ask about contents of messages. */
export interface ContentUseCases {
  /** Durable when it answers; what is put again replaces what was there, and its time begins anew. */
  readonly put: (actor: Actor, input: ContentInput) => TaskEither<ContentRefusal, ContentKept>;
}
