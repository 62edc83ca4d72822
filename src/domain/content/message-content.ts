import { type PayloadFormat } from '../message/payload-format';
import { type Json, type JsonObject } from '../shared/json';
import { SEND_MESSAGE_ID } from './send-message-id';

/** Whether messages of the format carry the content of what was sent. */
export const isCarryingContent = (format: PayloadFormat): boolean =>
  format.kind !== 'actito' && format.content === true;

/** A historical export never carries content (domain.md 9). */
export const withoutContent = (format: PayloadFormat): PayloadFormat => {
  switch (format.kind) {
    case 'actito':
      return format;
    case 'altcraft':
      return { kind: format.kind };
    case 'cloudevents':
      return { kind: format.kind, mode: format.mode };
  }
};

/** The message that a shaped body is about; null where it is about none. */
export const sendMessageIdOf = (format: PayloadFormat, body: string): string | null => {
  const message = JSON.parse(body) as JsonObject;
  const data = format.kind === 'cloudevents' ? memberOf(message['data'], 'data') : message['event_data'];
  const id = memberOf(data, SEND_MESSAGE_ID);
  return typeof id === 'string' ? id : null;
};

const memberOf = (value: Json | undefined, name: string): Json | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject)[name] : undefined;

/** The body with the content, itself JSON text, as its last field; nothing in it is parsed or written anew. */
export const withContent = (format: PayloadFormat, body: string, content: string): string => {
  const end = format.kind === 'cloudevents' ? '}}' : '}';
  return `${body.slice(0, -end.length)},"content":${content}${end}`;
};
