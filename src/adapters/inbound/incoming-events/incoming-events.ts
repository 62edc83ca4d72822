import * as E from 'fp-ts/Either';
import { type EventInput, type EventsRefused } from '../../../application/use-cases/events';
import { isEngineType } from '../../../domain/catalogue/engine-types';
import { checkShape } from './check-shape';
import { binaryEvent } from './cloud-events/binary-event';
import { type ContentMode, type Headers } from './cloud-events/content-mode';
import { type IncomingRefusal } from './incoming-refusal';
import { isRecord } from './is-record';
import { type FieldError } from './problem';
import { type ReadBody } from './read-body';

export interface IncomingLimits {
  readonly eventsPerRequest: number;
  /** Of one event, bytes of JSON. */
  readonly eventBytes: number;
}

export const INCOMING_LIMITS: IncomingLimits = { eventsPerRequest: 1000, eventBytes: 256 * 1024 };

interface Envelope {
  readonly events: ReadonlyArray<unknown>;
  /** Holds for every event that does not say otherwise itself. */
  readonly capture?: boolean;
}

const invalid = (...problems: ReadonlyArray<FieldError>): E.Either<IncomingRefusal, never> =>
  E.left({ type: 'BodyInvalid', problems });

const opened = ({
  events,
  capture,
  ...others
}: Readonly<Record<string, unknown>>): E.Either<IncomingRefusal, Envelope> => {
  const problems = Object.keys(others).map((field) => ({ field, reason: 'is not a known field beside events' }));
  if (!Array.isArray(events)) return invalid({ field: 'events', reason: 'must be an array of events' }, ...problems);
  if (capture !== undefined && typeof capture !== 'boolean') {
    return invalid({ field: 'capture', reason: 'must be true or false' }, ...problems);
  }
  if (problems.length > 0) return invalid(...problems);
  return E.right(capture === undefined ? { events } : { events, capture });
};

/** One event, an array of events, or an envelope. */
const envelopeOf = (value: unknown): E.Either<IncomingRefusal, Envelope> => {
  if (value === undefined) return E.left({ type: 'BodyMissing' });
  if (Array.isArray(value)) return E.right({ events: value });
  if (!isRecord(value))
    return invalid({ field: '', reason: 'must be an event, an array of events or {"events": [...]}' });
  return Object.hasOwn(value, 'events') ? opened(value) : E.right({ events: [value] });
};

const counted = (events: ReadonlyArray<unknown>, limit: number): IncomingRefusal | null => {
  if (events.length > limit) return { type: 'TooManyEvents', count: events.length, limit };
  return events.length === 0
    ? { type: 'BodyInvalid', problems: [{ field: 'events', reason: 'must hold at least one event' }] }
    : null;
};

/** A body that fits into one event holds no larger event, which spares the measuring. */
const measured = (events: ReadonlyArray<unknown>, bytes: number, limit: number): IncomingRefusal | null => {
  if (bytes <= limit) return null;
  const indexes = [...events.keys()].filter((index) => Buffer.byteLength(JSON.stringify(events[index])) > limit);
  return indexes.length === 0 ? null : { type: 'EventTooLarge', indexes, limit };
};

const RESERVED = 'is a type whose events the engine alone records; register a type of your own instead';

/** Hooks that watch the engine rely on what its events say: nobody else records one. */
const engineEventsIn = (events: ReadonlyArray<EventInput>): EventsRefused | null => {
  if (!events.some(({ type }) => isEngineType(type))) return null;
  const problems = events.flatMap(({ type }, index) =>
    isEngineType(type) ? [{ index, field: 'type', reason: RESERVED }] : [],
  );
  return { type: 'EventsRefused', problems };
};

const withCapture = (events: ReadonlyArray<EventInput>, capture: boolean | undefined): ReadonlyArray<EventInput> =>
  capture === undefined ? events : events.map((event) => ({ capture, ...event }));

/** The only event of a message in binary mode, or all that a body holds. */
const contentOf = (body: ReadBody, content: ContentMode): E.Either<IncomingRefusal, Envelope> => {
  switch (content.mode) {
    case 'any':
      return envelopeOf(body.value);
    case 'structured':
      return body.value === undefined ? E.left({ type: 'BodyMissing' }) : E.right({ events: [body.value] });
    case 'batch':
      return batchOf(body.value);
    case 'binary':
      return binaryOf(body.value, content.headers);
  }
};

const batchOf = (value: unknown): E.Either<IncomingRefusal, Envelope> => {
  if (value === undefined) return E.left({ type: 'BodyMissing' });
  return Array.isArray(value)
    ? E.right({ events: value })
    : invalid({ field: '', reason: 'must be an array of CloudEvents' });
};

const binaryOf = (data: unknown, headers: Headers): E.Either<IncomingRefusal, Envelope> => {
  const event = binaryEvent(headers, data);
  return E.isLeft(event) ? invalid(...event.left) : E.right({ events: [event.right] });
};

/**
 * The one mapping of incoming events, whatever the door: our own events or CloudEvents 1.0, checked as to count, size
 * and shape. All or nothing; never throws.
 */
export const incomingEvents = (
  body: ReadBody,
  content: ContentMode,
  limits: IncomingLimits,
): E.Either<IncomingRefusal, ReadonlyArray<EventInput>> => {
  const envelope = contentOf(body, content);
  if (E.isLeft(envelope)) return envelope;
  const { events, capture } = envelope.right;
  const refusal = counted(events, limits.eventsPerRequest) ?? measured(events, body.bytes, limits.eventBytes);
  if (refusal !== null) return E.left(refusal);
  const shaped = checkShape(events, content.mode === 'any' ? 'any' : 'cloud-events');
  if (E.isLeft(shaped)) return shaped;
  const forged = engineEventsIn(shaped.right);
  return forged === null ? E.right(withCapture(shaped.right, capture)) : E.left(forged);
};
