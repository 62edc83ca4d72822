import { type EventProblem } from '../platform-event/event-problem';
import { utf8Length } from '../shared/utf8-length';
import { MAX_SEND_MESSAGE_ID } from './send-message-id';

/** Bytes of a content as JSON. */
export const MAX_CONTENT_BYTES = 256 * 1024;

/** Why a content, here as JSON text, cannot be kept for the message. */
export const contentProblems = (sendMessageId: string, text: string): ReadonlyArray<EventProblem> => [
  ...(sendMessageId.length >= 1 && sendMessageId.length <= MAX_SEND_MESSAGE_ID
    ? []
    : [{ field: 'sendMessageId', reason: `must be a text of 1 to ${String(MAX_SEND_MESSAGE_ID)} characters` }]),
  ...(text === 'null' ? [{ field: 'content', reason: 'must not be null' }] : []),
  ...(utf8Length(text) > MAX_CONTENT_BYTES
    ? [{ field: 'content', reason: `must have at most ${String(MAX_CONTENT_BYTES)} bytes as JSON` }]
    : []),
];
