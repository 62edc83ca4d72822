import { type RecordedEvent } from '../ports/event-store';

/** Revision of the newest of the events in each stream. */
export const newestByStream = (events: ReadonlyArray<RecordedEvent>): ReadonlyMap<string, bigint> =>
  new Map(events.map(({ stream, revision }) => [stream, revision]));
