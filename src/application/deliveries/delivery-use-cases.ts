import * as E from 'fp-ts/Either';
import { recountSum } from '../audit/recount-sum';
import { type DeliveryRefusal, type DeliveryUseCases } from '../use-cases/deliveries';
import { type Actor } from '../use-cases/hooks';
import { type AuditedSum, type HookSum } from '../use-cases/sums';
import { type DeliveryDependencies } from './delivery-dependencies';
import { discard } from './discard';
import { findDeliveries, type Finding } from './find-deliveries';
import { ownHook } from './own-hook';
import { parkedList } from './parked-list';
import { readDelivery } from './read-delivery';
import { redeliver } from './redeliver';

const readSum =
  (dependencies: DeliveryDependencies) =>
  (actor: Actor, hook: number) =>
  async (): Promise<E.Either<DeliveryRefusal, HookSum>> => {
    const own = ownHook(dependencies, actor, hook);
    if (E.isLeft(own)) return own;
    const sum = await dependencies.sumOf(hook)();
    if (E.isLeft(sum)) return sum;
    return sum.right === null ? E.left({ type: 'HookUnknown', hook }) : E.right(sum.right);
  };

const auditSum =
  (dependencies: DeliveryDependencies) =>
  (actor: Actor, hook: number) =>
  async (): Promise<E.Either<DeliveryRefusal, AuditedSum>> => {
    const own = ownHook(dependencies, actor, hook);
    if (E.isLeft(own)) return own;
    const { eventStore, identity, sumOf } = dependencies;
    const audited = await recountSum({ eventStore, named: identity.named, sumOf })({ account: actor.account, hook })();
    if (E.isLeft(audited)) return audited;
    return audited.right === null ? E.left({ type: 'HookUnknown', hook }) : E.right(audited.right);
  };

/** Everything a door can ask about deliveries. */
export const deliveryUseCases = (finding: Finding): DeliveryUseCases => ({
  find: findDeliveries(finding),
  read: readDelivery(finding),
  parked: parkedList(finding),
  redeliver: redeliver(finding),
  discard: (actor, hook, which, reason) => discard(finding)(actor, hook, { which, reason }),
  sum: readSum(finding),
  auditSum: auditSum(finding),
});
