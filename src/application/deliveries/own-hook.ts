import * as E from 'fp-ts/Either';
import { type DeliveryRefusal } from '../use-cases/deliveries';
import { type Actor } from '../use-cases/hooks';
import { type DeliveryDependencies, type HookStatus } from './delivery-dependencies';

/** An account sees its own hooks only; another's is as unknown as none. */
export const ownHook = (
  { hookOf }: Pick<DeliveryDependencies, 'hookOf'>,
  { account }: Pick<Actor, 'account'>,
  hook: number,
): E.Either<DeliveryRefusal, HookStatus> => {
  const found = hookOf(hook);
  return found?.account === account ? E.right(found) : E.left({ type: 'HookUnknown', hook });
};

export const invalid = (field: string, reason: string): E.Either<DeliveryRefusal, never> =>
  E.left({ type: 'InvalidSelection', field, reason });
