import { type TaskEither } from 'fp-ts/TaskEither';
import { type CallbackOutcome } from '../../domain/callback/callback';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type RecordFailure } from './events';

/** Nobody here made this link. */
export interface CallbackUnknown {
  readonly type: 'CallbackUnknown';
}

export interface CallbackAnswered {
  /** The first answer, which counts for ever. */
  readonly outcome: CallbackOutcome;
  /** RFC 3339: when it came. */
  readonly at: string;
  /** False: the custom action was answered before, and nothing was recorded now. */
  readonly recorded: boolean;
}

/** Records how a custom action ended, once, as a platform event. */
export type AnswerCallback = (
  token: string,
) => TaskEither<CallbackUnknown | RecordFailure | EventStoreUnavailable, CallbackAnswered>;
