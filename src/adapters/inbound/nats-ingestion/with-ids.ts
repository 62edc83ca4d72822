import { type EventInput } from '../../../application/use-cases/events';

/** Where a message lies in the stream; a stream made anew gives other times. */
export interface StoredAt {
  readonly sequence: number;
  /** Nanoseconds since the epoch. */
  readonly timestamp: number;
  readonly messageId?: string;
}

/** Room for the index behind it in the 200 characters of an id. */
const LONGEST_MESSAGE_ID = 190;

const idOfMessage = ({ sequence, timestamp, messageId }: StoredAt): string =>
  messageId !== undefined && messageId !== '' && messageId.length <= LONGEST_MESSAGE_ID
    ? messageId
    : `nats-${String(timestamp)}-${String(sequence)}`;

/**
 * Events that come without an id get one that is the same whenever the message is delivered again: its `Nats-Msg-Id`,
 * or else its place in the stream, with the index in an array. So a lost acknowledgement makes no second event.
 */
export const withIds = (events: ReadonlyArray<EventInput>, stored: StoredAt): ReadonlyArray<EventInput> => {
  if (events.every(({ id }) => id !== undefined)) return events;
  const id = idOfMessage(stored);
  return events.map((event, index) =>
    event.id === undefined ? { ...event, id: events.length === 1 ? id : `${id}#${String(index)}` } : event,
  );
};
