import * as E from 'fp-ts/Either';
import { runDeliveryId } from '../../../domain/block/ids';
import { shapeOfDeleted } from '../../../domain/message/shape-of-deleted';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { utf8Length } from '../../../domain/shared/utf8-length';
import { type PlatformEvent } from '../../../domain/platform-event/platform-event';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type ContentItem, itemShaper, type ShapingHook, type UnshapedItem } from '../block-content';

/** Shapes one event for one run, without content; `event` null when the person is known to be deleted. */
export type ExportShaper = (
  routed: RoutedEvent,
  event: PlatformEvent | null,
  hook: ShapingHook,
) => E.Either<UnshapedItem, ContentItem>;

/** As live capture shapes, but for the ids of the deliveries and for deleted people. */
export const exportShaper = (named: NamedUuid, run: string): ExportShaper => {
  const shape = itemShaper(named, (_, _hook, event) => runDeliveryId(named, run, event));
  return (routed, event, hook) => {
    const item = shape(routed, event, hook);
    return event === null ? E.map((deleted: ContentItem) => withLegible(deleted, routed, hook))(item) : item;
  };
};

/** Where what stands in clear is too little for the format there is no body: it is discarded as erased. */
const withLegible = (
  item: ContentItem,
  routed: RoutedEvent,
  { hook, entity, definition: { format } }: ShapingHook,
): ContentItem => {
  const body = shapeOfDeleted(format)(routed, { hook, entity, delivery: item.delivery });
  if (E.isLeft(body)) return item;
  // Nothing of a deleted person is to be sealed again: it would have a key anew.
  return { ...item, owner: undefined, body: body.right, bytes: utf8Length(body.right) };
};
