import * as E from 'fp-ts/Either';
import { type DeliveriesDiscarded } from '../../domain/parked/parked-event';
import { type DeliveryRefusal, type DeliverySelection, type DiscardAccepted } from '../use-cases/deliveries';
import { type Actor } from '../use-cases/hooks';
import { appendDecision } from './append-decision';
import { type Finding } from './find-deliveries';
import { invalid, ownHook } from './own-hook';
import { select, type Selected } from './select';

type Discarded = DeliveriesDiscarded['deliveries'][number];

const LONGEST_REASON = 500;

const discardable = ({ ref, state }: Selected): E.Either<DeliveryRefusal, Discarded> => {
  switch (state) {
    case 'parked':
    case 'waiting':
      return E.right({ ...ref, from: state });
    case 'delivered':
    case 'discarded':
      return invalid('deliveries', `${ref.delivery} is ${state}; only parked and waiting deliveries can be discarded`);
  }
};

/** A person's decision, with its reason, for deliveries that are parked or wait. */
export const discard =
  (finding: Finding) =>
  (actor: Actor, hook: number, { which, reason }: { readonly which: DeliverySelection; readonly reason: string }) =>
  async (): Promise<E.Either<DeliveryRefusal, DiscardAccepted>> => {
    const own = ownHook(finding, actor, hook);
    if (E.isLeft(own)) return own;
    const why = reason.trim();
    if (why.length === 0 || why.length > LONGEST_REASON)
      return invalid('reason', `must say in 1 to ${String(LONGEST_REASON)} characters why`);
    const selection = await select(finding, { account: actor.account, hook }, which);
    if (E.isLeft(selection)) return selection;
    const discarded = E.traverseArray(discardable)(selection.right);
    if (E.isLeft(discarded)) return discarded;
    const at = new Date(finding.clock.now()).toISOString();
    return appendDecision(finding, { account: actor.account, hook, deliveries: discarded.right }, (deliveries) => ({
      type: 'DeliveriesDiscarded',
      hook,
      at,
      by: actor.name,
      reason: why,
      deliveries,
    }));
  };
