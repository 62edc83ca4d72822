import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type WrongExpectedRevision } from '../ports/event-store';

export interface TooManyConflicts {
  readonly type: 'TooManyConflicts';
}

const ATTEMPTS = 20;

const isConflict = (failure: { readonly type: string }): failure is WrongExpectedRevision =>
  failure.type === 'WrongExpectedRevision';

/** Does the whole task anew, from its reading on, while others are faster; each conflict is somebody's progress. */
export const retryOnConflict =
  (attempts = ATTEMPTS) =>
  <F extends { readonly type: string }, A>(
    task: TE.TaskEither<F, A>,
  ): TE.TaskEither<Exclude<F, WrongExpectedRevision> | TooManyConflicts, A> =>
    pipe(
      task,
      TE.orElse((failure): TE.TaskEither<Exclude<F, WrongExpectedRevision> | TooManyConflicts, A> => {
        if (!isConflict(failure)) return TE.left(failure as Exclude<F, WrongExpectedRevision>);
        return attempts > 1 ? retryOnConflict(attempts - 1)(task) : TE.left({ type: 'TooManyConflicts' });
      }),
    );
