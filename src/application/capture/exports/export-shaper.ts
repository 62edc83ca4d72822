import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { runDeliveryId } from '../../../domain/block/ids';
import { shapeOfDeleted } from '../../../domain/message/shape-of-deleted';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { utf8Length } from '../../../domain/shared/utf8-length';
import { type PlatformEvent } from '../../../domain/platform-event/platform-event';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type ContentItem, itemShaper, type ShapingHook, type UnshapedItem } from '../block-content';
import { ownData } from '../shaped-body';

/** Shapes one event for one run, without content; `event` null when the person is known to be deleted. */
export type ExportShaper = (
  routed: RoutedEvent,
  event: PlatformEvent | null,
  hook: ShapingHook,
) => E.Either<UnshapedItem, ContentItem>;

/** As live capture shapes, but for the ids of the deliveries and for deleted people. */
export const exportShaper = (named: NamedUuid, run: string): ExportShaper => {
  const legible = withLegible(named);
  const shape = itemShaper(named, (_, _hook, event) => runDeliveryId(named, run, event));
  return (routed, event, hook) => {
    const item = shape(routed, event, hook);
    return event === null ? E.map((deleted: ContentItem) => legible(deleted, routed, hook))(item) : item;
  };
};

/**
 * Own pairs are made from what stands in clear, profile fields are null. Where that is too little for the format there
 * is no body: it is discarded as erased.
 */
const withLegible =
  (named: NamedUuid) =>
  (item: ContentItem, routed: RoutedEvent, shaping: ShapingHook): ContentItem => {
    const { hook, entity, definition } = shaping;
    const { delivery } = item;
    const body = pipe(
      ownData(named)({ ...routed, producerId: '', data: {} }, shaping, delivery),
      E.flatMap((customData) => shapeOfDeleted(definition.format)(routed, { hook, entity, delivery, customData })),
    );
    if (E.isLeft(body)) return item;
    // Nothing of a deleted person is to be sealed again: it would have a key anew.
    return { ...item, owner: undefined, body: body.right, bytes: utf8Length(body.right) };
  };
