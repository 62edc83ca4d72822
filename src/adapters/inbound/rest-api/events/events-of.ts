import * as E from 'fp-ts/Either';
import { type EventInput } from '../../../../application/use-cases/events';
import { isRecord } from '../dto/check-dto';
import { type FieldError, type RestRefusal } from '../problem/rest-refusal';
import { type ReadBody } from '../request/read-body';
import { type RestLimits } from '../rest-deps';
import { checkShape } from './check-shape';

type EventLimits = Pick<RestLimits, 'eventBytes' | 'eventsPerRequest'>;

interface Envelope {
  readonly events: ReadonlyArray<unknown>;
  /** Holds for every event that does not say otherwise itself. */
  readonly capture?: boolean;
}

const invalid = (...problems: ReadonlyArray<FieldError>): E.Either<RestRefusal, never> =>
  E.left({ type: 'BodyInvalid', problems });

const opened = ({ events, capture, ...others }: Readonly<Record<string, unknown>>): E.Either<RestRefusal, Envelope> => {
  const problems = Object.keys(others).map((field) => ({ field, reason: 'is not a known field beside events' }));
  if (!Array.isArray(events)) return invalid({ field: 'events', reason: 'must be an array of events' }, ...problems);
  if (capture !== undefined && typeof capture !== 'boolean') {
    return invalid({ field: 'capture', reason: 'must be true or false' }, ...problems);
  }
  if (problems.length > 0) return invalid(...problems);
  return E.right(capture === undefined ? { events } : { events, capture });
};

/** One event, an array of events, or an envelope. */
const envelopeOf = (value: unknown): E.Either<RestRefusal, Envelope> => {
  if (value === undefined) return E.left({ type: 'BodyMissing' });
  if (Array.isArray(value)) return E.right({ events: value });
  if (!isRecord(value))
    return invalid({ field: '', reason: 'must be an event, an array of events or {"events": [...]}' });
  return Object.hasOwn(value, 'events') ? opened(value) : E.right({ events: [value] });
};

const counted = (events: ReadonlyArray<unknown>, limit: number): RestRefusal | null => {
  if (events.length > limit) return { type: 'TooManyEvents', count: events.length, limit };
  return events.length === 0
    ? { type: 'BodyInvalid', problems: [{ field: 'events', reason: 'must hold at least one event' }] }
    : null;
};

/** A body that fits into one event holds no larger event, which spares the measuring. */
const measured = (events: ReadonlyArray<unknown>, bytes: number, limit: number): RestRefusal | null => {
  if (bytes <= limit) return null;
  const indexes = [...events.keys()].filter((index) => Buffer.byteLength(JSON.stringify(events[index])) > limit);
  return indexes.length === 0 ? null : { type: 'EventTooLarge', indexes, limit };
};

const withCapture = (events: ReadonlyArray<EventInput>, capture: boolean | undefined): ReadonlyArray<EventInput> =>
  capture === undefined ? events : events.map((event) => ({ capture, ...event }));

/** The events of a request, checked as to count, size and shape. */
export const eventsOf = (body: ReadBody, limits: EventLimits): E.Either<RestRefusal, ReadonlyArray<EventInput>> => {
  const envelope = envelopeOf(body.value);
  if (E.isLeft(envelope)) return envelope;
  const { events, capture } = envelope.right;
  const refusal = counted(events, limits.eventsPerRequest) ?? measured(events, body.bytes, limits.eventBytes);
  if (refusal !== null) return E.left(refusal);
  const shaped = checkShape(events);
  return E.isLeft(shaped) ? shaped : E.right(withCapture(shaped.right, capture));
};
