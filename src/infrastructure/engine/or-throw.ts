import * as E from 'fp-ts/Either';

/** A part that cannot start says so by throwing. */
export const orThrow = <A>(result: E.Either<{ readonly type: string; readonly detail?: string }, A>): A => {
  if (E.isLeft(result)) throw new Error(result.left.detail ?? result.left.type);
  return result.right;
};
