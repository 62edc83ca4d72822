import { type OutgoingMessage } from '../../../../application/ports/delivery-transport';
import { type PreparedDestination } from './prepared-destination';
import { signatureOf } from './signature';

const MOST_EVENT_IDS = 100;

const pushEventIds = (headers: string[], { packaging, eventIds }: OutgoingMessage): void => {
  const [first] = eventIds;
  if (first === undefined) return;
  if (packaging === 'one-by-one') headers.push('hookline-event-id', first);
  else if (eventIds.length <= MOST_EVENT_IDS) headers.push('hookline-event-ids', eventIds.join(','));
};

/** The headers of one attempt as name, value, name, value ...; signed now, with every secret valid now. */
export const attemptHeaders = (
  { headers: common, keys }: PreparedDestination,
  message: OutgoingMessage,
  { body, now }: { readonly body: Buffer; readonly now: number },
): string[] => {
  const { id } = message;
  const timestamp = String(Math.floor(now / 1000));
  const headers = [...common, 'content-type', message.contentType, 'webhook-id', id, 'webhook-timestamp', timestamp];
  if (keys.length > 0) headers.push('webhook-signature', signatureOf({ id, timestamp, body }, keys));
  pushEventIds(headers, message);
  if (message.headers !== undefined)
    for (const [name, value] of Object.entries(message.headers)) headers.push(name, value);
  return headers;
};
