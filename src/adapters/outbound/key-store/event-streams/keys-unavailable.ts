import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type AppendFailure, type EventStoreUnavailable } from '../../../../application/ports/event-store';
import { type KeyStoreUnavailable } from '../../../../application/ports/key-store';

/** Thrown inside this adapter only; the port answers with a value. */
export class KeysUnavailable extends Error {
  constructor(
    detail: string,
    readonly retryable: boolean,
  ) {
    super(detail);
  }
}

const detailOf = (failure: AppendFailure | EventStoreUnavailable): string =>
  'detail' in failure ? failure.detail : failure.type;

/** Whatever the log answers but what was asked for: no key, and no word that there is none. */
export const logFailed = (failure: AppendFailure | EventStoreUnavailable): KeysUnavailable =>
  new KeysUnavailable(
    `the log with the keys could not be used: ${detailOf(failure)}`,
    failure.type === 'EventStoreUnavailable' && failure.retryable,
  );

/** The answer, or `KeysUnavailable` thrown. */
export const answered = async <Result>(task: TaskEither<EventStoreUnavailable, Result>): Promise<Result> => {
  const result = await task();
  if (E.isLeft(result)) throw logFailed(result.left);
  return result.right;
};

export const asUnavailable = (cause: unknown): KeyStoreUnavailable => ({
  type: 'KeyStoreUnavailable',
  retryable: cause instanceof KeysUnavailable ? cause.retryable : true,
  detail: cause instanceof Error ? cause.message : String(cause),
});
