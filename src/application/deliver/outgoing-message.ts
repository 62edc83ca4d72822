import { binaryCloudEvent } from '../../domain/message/binary-cloud-event';
import { contentTypeOf } from '../../domain/message/content-type';
import { pack } from '../../domain/message/pack';
import { type PayloadFormat } from '../../domain/message/payload-format';
import { type OutgoingMessage } from '../ports/delivery-transport';

/** What every message of a block says about its hook. */
export interface MessageHead {
  readonly hook: number;
  readonly entity: string;
  readonly format: PayloadFormat;
}
/** One delivery of a message. */
export interface MessageItem {
  readonly delivery: string;
  readonly event: string;
  readonly body: string;
}

/** One delivery, one request, under the delivery's id. */
export const messageOfOne = (
  { hook, format }: MessageHead,
  { delivery, event, body }: MessageItem,
): OutgoingMessage => ({
  hook,
  id: delivery,
  body,
  contentType: contentTypeOf(format),
  eventIds: [event],
  packaging: 'one-by-one',
  ...(isBinary(format) ? binaryCloudEvent(body) : {}),
});

const isBinary = (format: PayloadFormat): boolean => format.kind === 'cloudevents' && format.mode === 'binary';

/** Several deliveries, one request, under the block's id. */
export const messageOfBlock = (
  { hook, entity, format }: MessageHead,
  id: string,
  items: ReadonlyArray<Omit<MessageItem, 'delivery'>>,
): OutgoingMessage => ({
  hook,
  id,
  body: pack(
    format,
    { id, hook, entity },
    items.map(({ body }) => body),
  ),
  contentType: contentTypeOf(format),
  eventIds: items.map(({ event }) => event),
  packaging: 'together',
});
