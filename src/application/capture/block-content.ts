import * as E from 'fp-ts/Either';
import { deliveryId } from '../../domain/block/ids';
import { type PayloadFormat } from '../../domain/message/payload-format';
import { type ShapingRefusal } from '../../domain/message/subscription';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { utf8Length } from '../../domain/shared/utf8-length';
import { type RoutedEvent } from '../codecs/routed-event';
import { shapedBody, type ShapingHook } from './shaped-body';

export { type ShapingHook } from './shaped-body';

/** A delivery as it lies in its root block: shaped once, never changed. */
export interface ContentItem {
  readonly delivery: string;
  readonly event: string;
  readonly type: string;
  readonly position: bigint;
  readonly owner?: string | undefined;
  /** Null: the person was erased, or `refusal` says why there is none. */
  readonly body: string | null;
  /** The event cannot become a message of the format; only in a redelivery of what was parked for that. */
  readonly refusal?: string;
  readonly bytes: number;
  readonly recordedAt: number;
  readonly occurredAt: string;
}
/** A root block's bytes: its items by index, and what a request made of them says of the hook. */
export interface BlockContent {
  readonly entity: string;
  readonly format: PayloadFormat;
  readonly items: ReadonlyArray<ContentItem>;
}

/** What a delivery tells of its event besides the body. */
export type ShapedEvent = Pick<RoutedEvent, 'id' | 'type' | 'position' | 'recordedAt' | 'occurredAt' | 'owner'>;

/** Shapes one event for one hook; `event` null when the person was erased. */
export type ItemShaper = (
  routed: ShapedEvent,
  event: PlatformEvent | null,
  hook: ShapingHook,
) => E.Either<UnshapedItem, ContentItem>;

/** The refusal, and the delivery as far as it can be told without a body. */
export interface UnshapedItem extends ShapingRefusal {
  readonly item: ContentItem;
}

/** A hook's own, or that of an export run. */
export type DeliveryIdOf = typeof deliveryId;

/** Bodies that do not speak of the hook are shaped once for all hooks that want the event. */
export const itemShaper = (named: NamedUuid, idOf: DeliveryIdOf = deliveryId): ItemShaper => {
  const bodyFor = shapedBody(named);
  let shared: {
    readonly event: PlatformEvent;
    readonly body: E.Either<ShapingRefusal, string>;
    readonly bytes: number;
  } | null = null;

  const bodyOf = (event: PlatformEvent, hook: ShapingHook, delivery: string) => {
    const { format, customData } = hook.definition;
    const shareable = format.kind === 'altcraft' && customData === undefined;
    if (shareable && shared?.event === event) return shared;
    const body = bodyFor(event, hook, delivery);
    const shaped = { event, body, bytes: E.isRight(body) ? utf8Length(body.right) : 0 };
    if (shareable) shared = shaped;
    return shaped;
  };

  return (routed, event, hook) => {
    const delivery = idOf(named, hook.hook, routed.id);
    const itemOf = (body: string | null, bytes: number): ContentItem => ({
      delivery,
      event: routed.id,
      type: routed.type,
      position: routed.position,
      recordedAt: routed.recordedAt,
      occurredAt: routed.occurredAt,
      owner: routed.owner,
      body,
      bytes,
    });
    if (event === null) return E.right(itemOf(null, 0));
    const { body, bytes } = bodyOf(event, hook, delivery);
    if (E.isRight(body)) return E.right(itemOf(body.right, bytes));
    const refusal = `cannot be shaped: ${body.left.field}: ${body.left.reason}`;
    return E.left({ ...body.left, item: { ...itemOf(null, 0), refusal } });
  };
};
