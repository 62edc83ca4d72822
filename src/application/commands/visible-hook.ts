import * as E from 'fp-ts/Either';
import { type DeletedHook, type Hook, type LivingHook } from '../../domain/hook/hook';
import { type HookRefusal } from '../../domain/hook/hook-refusal';

/** The hook if it is there and the account's own; another's is not found. */
export const visibleHook = (
  state: Hook,
  hook: number,
  account: number,
): E.Either<HookRefusal, LivingHook | DeletedHook> =>
  state.status === 'absent' || state.account !== account ? E.left({ type: 'HookNotFound', hook }) : E.right(state);

/** As `visibleHook`, and not deleted. */
export const livingHook = (state: Hook, hook: number, account: number): E.Either<HookRefusal, LivingHook> => {
  const visible = visibleHook(state, hook, account);
  if (E.isLeft(visible)) return visible;
  return visible.right.status === 'deleted' ? E.left({ type: 'HookDeleted', hook }) : E.right(visible.right);
};
