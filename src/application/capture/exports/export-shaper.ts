import * as E from 'fp-ts/Either';
import { runDeliveryId } from '../../../domain/block/ids';
import { shapeOfDeleted } from '../../../domain/message/shape-of-deleted';
import { shape } from '../../../domain/message/shape';
import { type ShapingRefusal } from '../../../domain/message/subscription';
import { type PlatformEvent } from '../../../domain/platform-event/platform-event';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { utf8Length } from '../../../domain/shared/utf8-length';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type ContentItem, type ShapingHook } from '../block-content';

export interface UnshapedInRun extends ShapingRefusal {
  readonly delivery: string;
}

/** Shapes one event for one run, without content; `event` null when the person is known to be deleted. */
export type ExportShaper = (
  routed: RoutedEvent,
  event: PlatformEvent | null,
  hook: ShapingHook,
) => E.Either<UnshapedInRun, ContentItem>;

export const exportShaper =
  (named: NamedUuid, run: string): ExportShaper =>
  (routed, event, { hook, entity, definition: { format } }) => {
    const delivery = runDeliveryId(named, run, routed.id);
    const subscription = { hook, entity };
    const body = event === null ? shapeOfDeleted(format)(routed, subscription) : shape(format)(event, subscription);
    // What stands in clear of a deleted person's event may be too little for the format: it is discarded as erased.
    if (E.isLeft(body) && event !== null) return E.left({ ...body.left, delivery });
    const text = E.isRight(body) ? body.right : null;
    const { id, type, position, recordedAt, occurredAt, owner } = routed;
    return E.right({
      delivery,
      event: id,
      type,
      position,
      recordedAt,
      occurredAt,
      // Nothing of a deleted person is to be sealed again: it would have a key anew.
      owner: event === null ? undefined : owner,
      body: text,
      bytes: text === null ? 0 : utf8Length(text),
    });
  };
