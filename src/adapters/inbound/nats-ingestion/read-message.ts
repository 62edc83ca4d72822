import * as E from 'fp-ts/Either';
import { type EventInput } from '../../../application/use-cases/events';
import { type ContentMode, contentModeOf, type Headers } from '../incoming-events/cloud-events/content-mode';
import { incomingEvents, type IncomingLimits } from '../incoming-events/incoming-events';
import { readBody } from '../incoming-events/read-body';
import { type NatsRefusal } from './nats-refusal';

/** A message as it came, from the stream or as a request. */
export interface IncomingMessage {
  readonly subject: string;
  readonly headers: Headers;
  readonly data: Uint8Array;
}
export interface ReadMessage {
  readonly account: number;
  readonly events: ReadonlyArray<EventInput>;
  readonly bytes: number;
}
export interface MessageReading {
  readonly limits: IncomingLimits;
  readonly isKnownAccount: (account: number) => boolean;
}

const NUMBER = /^(?:0|[1-9]\d{0,15})$/;
const JSON_TYPE = /^\s*[\w.-]+\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** The last part of a subject. */
export const accountPartOf = (subject: string): string => subject.slice(subject.lastIndexOf('.') + 1);

const accountOf = (subject: string, isKnown: (account: number) => boolean): number | null => {
  const part = accountPartOf(subject);
  if (!NUMBER.test(part)) return null;
  const account = Number(part);
  return Number.isSafeInteger(account) && isKnown(account) ? account : null;
};

/** In binary mode the mapping judges the type of the data itself. */
const foreignType = ({ 'content-type': given }: Headers, { mode }: ContentMode): string | null =>
  mode === 'any' && typeof given === 'string' && !JSON_TYPE.test(given) ? given : null;

/** The events of a message, or why there are none. Never throws. */
export const readMessage =
  ({ limits, isKnownAccount }: MessageReading) =>
  ({ subject, headers, data }: IncomingMessage): E.Either<NatsRefusal, ReadMessage> => {
    const account = accountOf(subject, isKnownAccount);
    if (account === null) return E.left({ type: 'AccountUnknown', account: accountPartOf(subject) });
    const content = contentModeOf(headers);
    const foreign = foreignType(headers, content);
    if (foreign !== null) return E.left({ type: 'MediaTypeUnsupported', given: foreign });
    const encoding = headers['content-encoding'];
    const body = readBody(
      Buffer.from(data.buffer, data.byteOffset, data.byteLength),
      typeof encoding === 'string' ? encoding : '',
    );
    if (E.isLeft(body)) return body;
    const events = incomingEvents(body.right, content, limits);
    return E.isLeft(events) ? events : E.right({ account, events: events.right, bytes: data.byteLength });
  };
