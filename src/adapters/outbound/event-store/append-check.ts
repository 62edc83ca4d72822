import {
  type AppendTooLarge,
  type ExpectedRevision,
  type InvalidAppend,
  MAX_APPEND_BYTES,
  type NewEvent,
} from '../../../application/ports/event-store';
import * as E from 'fp-ts/Either';

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const invalid = (detail: string): E.Either<InvalidAppend, never> => E.left({ type: 'InvalidAppend', detail });

export const isUuid = (text: string): boolean => UUID.test(text);

/** UTF-8 bytes of data and metadata. */
export const sizeOf = ({ data, metadata }: NewEvent): number =>
  Buffer.byteLength(data) + (metadata === undefined ? 0 : Buffer.byteLength(metadata));

const keepsItsBytes = ({ data, metadata }: NewEvent, bytes: number): boolean =>
  bytes === data.length + (metadata?.length ?? 0) || (data.isWellFormed() && (metadata ?? '').isWellFormed());

const eventFault = (event: NewEvent, bytes: number): string | null => {
  if (!isUuid(event.id)) return `the id "${event.id}" is not a UUID`;
  if (event.type === '') return `event ${event.id} has no type`;
  if (!event.type.isWellFormed() || !keepsItsBytes(event, bytes))
    return `event ${event.id} holds half a surrogate pair, which UTF-8 cannot carry`;
  return null;
};

const streamFault = (stream: string, expected: ExpectedRevision): string | null => {
  if (stream === '') return 'the stream name is empty';
  if (!stream.isWellFormed()) return 'the stream name holds half a surrogate pair, which UTF-8 cannot carry';
  if (typeof expected === 'bigint' && expected < 0n) return `the expected revision ${String(expected)} is negative`;
  return null;
};

/** Refuses what no event store may be asked; answers the size in bytes. */
export const checkAppend = (
  stream: string,
  expected: ExpectedRevision,
  events: ReadonlyArray<NewEvent>,
): E.Either<InvalidAppend | AppendTooLarge, number> => {
  const fault = streamFault(stream, expected);
  if (fault !== null) return invalid(fault);
  if (events.length === 0) return invalid('the append has no events');
  const ids = new Set<string>();
  let bytes = 0;
  for (const event of events) {
    const size = sizeOf(event);
    const eventIsAtFault = eventFault(event, size);
    if (eventIsAtFault !== null) return invalid(eventIsAtFault);
    bytes += size;
    ids.add(event.id.toLowerCase());
  }
  if (ids.size < events.length) return invalid('the append holds the same id twice');
  return bytes > MAX_APPEND_BYTES ? E.left({ type: 'AppendTooLarge', bytes, limit: MAX_APPEND_BYTES }) : E.right(bytes);
};

/** The same for a deletion, which carries no events. */
export const checkDeletion = (stream: string, expected: ExpectedRevision): E.Either<InvalidAppend, void> => {
  const fault = streamFault(stream, expected);
  return fault === null ? E.right(undefined) : invalid(fault);
};
