import * as E from 'fp-ts/Either';
import { deliveryId } from '../../domain/block/ids';
import { type ParkedAtOnce } from '../../domain/capture/capture-record';
import { type ShapingRefusal } from '../../domain/message/subscription';
import { encodeParkedEvent } from '../codecs/parked-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { parkedStream } from '../streams';
import { type ShapingHook } from './block-content';
import { type CaptureDependencies } from './capture-dependencies';
import { type PageDraft } from './page-draft';
import { untilAvailable } from '../until-available';

type ParkDependencies = Pick<CaptureDependencies, 'eventStore' | 'identity' | 'clock' | 'log'>;

export interface Unshaped {
  readonly routed: RoutedEvent;
  readonly shaping: ShapingHook;
  readonly refusal: Pick<ShapingRefusal, 'field' | 'reason'>;
}

/**
 * Parks what cannot be shaped. The open block is closed first: were it to fall behind later, its stretch would be read
 * again, and with it what is parked here.
 */
export const parkUnshaped = async (
  dependencies: ParkDependencies,
  draft: Pick<PageDraft, 'close' | 'isBehind' | 'park'>,
  unshaped: Unshaped,
): Promise<void> => {
  const { hook } = unshaped.shaping;
  draft.close(hook);
  if (!draft.isBehind(hook)) draft.park(await parkAtOnce(dependencies, unshaped));
};

/** Parks an event that cannot become a message of the hook's format; it counts once the capture record names it. */
const parkAtOnce = async (
  { eventStore, identity, clock, log }: ParkDependencies,
  { routed, shaping, refusal }: Unshaped,
): Promise<ParkedAtOnce> => {
  const delivery = deliveryId(identity.named, shaping.hook, routed.id);
  const reason = `cannot be shaped: ${refusal.field}: ${refusal.reason}`;
  const stored = encodeParkedEvent({
    type: 'DeliveriesParked',
    hook: shaping.hook,
    at: new Date(clock.now()).toISOString(),
    deliveries: [
      {
        delivery,
        event: routed.id,
        position: routed.position,
        revision: shaping.revision,
        root: delivery,
        index: 0,
        round: 0,
        eventType: routed.type,
        attempts: 0,
        reason,
        sealed: '',
        bytes: 0,
      },
    ],
  });
  const id = identity.named(delivery, `parked-at-once:${String(shaping.revision)}`);
  const append = eventStore.append(parkedStream(routed.account, shaping.hook), 'any', [{ id, ...stored }]);
  const appended = await untilAvailable(append, { clock, log, stopped: () => false });
  const parkedRevision = E.isRight(appended) ? String(appended.right.revision) : '0';
  return { hook: shaping.hook, delivery, position: routed.position, reason, parkedRevision };
};
