import * as E from 'fp-ts/Either';
import { type DeliveryRefusal, type DeliveryView } from '../use-cases/deliveries';
import { type Actor } from '../use-cases/hooks';
import { deliveryView, erasedBy } from './delivery-view';
import { type Finding } from './find-deliveries';
import { locate } from './locate';
import { ownHook } from './own-hook';
import { readOutcomes } from './read-attempts';

/** One delivery with all its attempts. */
export const readDelivery =
  (finding: Finding) =>
  (actor: Actor, hook: number, delivery: string) =>
  async (): Promise<E.Either<DeliveryRefusal, DeliveryView>> => {
    const own = ownHook(finding, actor, hook);
    if (E.isLeft(own)) return own;
    const located = await locate(finding, { account: actor.account, hook, deliveries: [delivery] });
    if (E.isLeft(located)) return located;
    const found = located.right.get(delivery);
    if (found === undefined) return E.left({ type: 'DeliveriesUnknown', deliveries: [delivery] });
    const outcomes = await readOutcomes(finding, [found.row]);
    if (E.isLeft(outcomes)) return outcomes;
    const showing = { packaging: own.right.packaging, isErased: erasedBy(finding.erased) };
    return E.right(deliveryView(found, outcomes.right, showing));
  };
