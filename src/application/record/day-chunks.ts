import * as RA from 'fp-ts/ReadonlyArray';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import { utcDay } from '../../domain/shared/instant';
import { platformEventsStream } from '../streams';
import { type ReadyEvent } from './seal-page';

/** One append carries at most this much, unless a single event is larger. */
export const CHUNK_BYTES = 512 * 1024;

/** What one append carries: events of one day, in the order of the request. */
export interface DayChunk {
  readonly stream: string;
  readonly events: ReadonlyNonEmptyArray<ReadyEvent>;
}

interface OpenChunk {
  readonly stream: string;
  readonly events: ReadyEvent[];
  bytes: number;
}

const withRoom = (chunk: OpenChunk | undefined, { bytes }: ReadyEvent): OpenChunk | undefined =>
  chunk !== undefined && chunk.bytes + bytes <= CHUNK_BYTES ? chunk : undefined;

/** Cuts a page by day stream and size; chunks stand in the order in which they were begun. */
export const dayChunks = (page: ReadonlyArray<ReadyEvent>): ReadonlyArray<DayChunk> => {
  const chunks: OpenChunk[] = [];
  const current = new Map<string, OpenChunk>();
  for (const ready of page) {
    const { account, occurredAt } = ready.checked.event;
    const day = utcDay(occurredAt);
    let chunk = withRoom(current.get(day), ready);
    if (chunk === undefined) {
      chunk = { stream: platformEventsStream(account, day), events: [], bytes: 0 };
      chunks.push(chunk);
      current.set(day, chunk);
    }
    chunk.events.push(ready);
    chunk.bytes += ready.bytes;
  }
  return chunks.flatMap(
    ({ stream, events }: Omit<OpenChunk, 'events'> & { readonly events: ReadonlyArray<ReadyEvent> }) =>
      RA.isNonEmpty(events) ? [{ stream, events }] : [],
  );
};
