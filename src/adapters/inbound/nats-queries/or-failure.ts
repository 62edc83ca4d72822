import * as E from 'fp-ts/Either';

/** A failure goes to the asker as its text. */
export const orFailure = <A>(result: E.Either<{ readonly type: string; readonly detail?: string }, A>): A => {
  if (E.isLeft(result)) throw new Error(result.left.detail ?? result.left.type);
  return result.right;
};
