import * as E from 'fp-ts/Either';
import { isUnshaped, type RedeliveryAsked } from '../../domain/parked/parked-event';
import { type DeliveryRefusal, type DeliverySelection, type RedeliveryAccepted } from '../use-cases/deliveries';
import { type Actor } from '../use-cases/hooks';
import { appendDecision } from './append-decision';
import { type Finding } from './find-deliveries';
import { invalid, ownHook } from './own-hook';
import { select, type Selected } from './select';

type Asked = RedeliveryAsked['deliveries'][number];

/** A new round; for one that waits, the present round goes on at once. */
const askedFor = ({ ref, state, bytes }: Selected): E.Either<DeliveryRefusal, Asked> => {
  if (isUnshaped(ref)) {
    const why =
      'could not be shaped when it was captured, so there is nothing to send; record a complete event under a new id';
    return invalid('deliveries', `${ref.delivery} ${why}`);
  }
  switch (state) {
    case 'discarded':
      return invalid('deliveries', `${ref.delivery} was discarded; discarded deliveries are not sent again`);
    case 'waiting':
      return E.right({ ...ref, from: state, bytes });
    case 'parked':
    case 'delivered':
      return E.right({ ...ref, round: ref.round + 1, from: state, bytes });
  }
};

/** Recorded in the parked stream; capture makes the blocks. Each request runs, however often it is made. */
export const redeliver =
  (finding: Finding) =>
  (actor: Actor, hook: number, which: DeliverySelection) =>
  async (): Promise<E.Either<DeliveryRefusal, RedeliveryAccepted>> => {
    const own = ownHook(finding, actor, hook);
    if (E.isLeft(own)) return own;
    const { status } = own.right;
    if (status !== 'active') return E.left({ type: 'HookNotDelivering', hook, status });
    const selection = await select(finding, { account: actor.account, hook }, which);
    if (E.isLeft(selection)) return selection;
    const meant = 'deliveries' in which ? selection.right : selection.right.filter(({ ref }) => !isUnshaped(ref));
    const asked = E.traverseArray(askedFor)(meant);
    if (E.isLeft(asked)) return asked;
    const at = new Date(finding.clock.now()).toISOString();
    return appendDecision(finding, { account: actor.account, hook, deliveries: asked.right }, (deliveries) => ({
      type: 'RedeliveryAsked',
      ask: finding.identity.random(),
      hook,
      at,
      by: actor.name,
      deliveries,
    }));
  };
