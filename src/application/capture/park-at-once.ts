import * as E from 'fp-ts/Either';
import { deliveryId } from '../../domain/block/ids';
import { type ParkedAtOnce } from '../../domain/capture/capture-record';
import { type ShapingRefusal } from '../../domain/message/subscription';
import { encodeParkedEvent } from '../codecs/parked-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { parkedStream } from '../streams';
import { type ShapingHook } from './block-content';
import { type CaptureDependencies } from './capture-dependencies';
import { untilAvailable } from '../until-available';

export interface Unshaped {
  readonly shaping: ShapingHook;
  readonly refusal: Pick<ShapingRefusal, 'field' | 'reason'>;
}

/** Parks an event that cannot become a message of the hook's format; it counts once the capture record names it. */
export const parkAtOnce = async (
  { eventStore, identity, clock, log }: Pick<CaptureDependencies, 'eventStore' | 'identity' | 'clock' | 'log'>,
  routed: RoutedEvent,
  { shaping, refusal }: Unshaped,
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
