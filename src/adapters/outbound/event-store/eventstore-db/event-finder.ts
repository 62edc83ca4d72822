import * as E from 'fp-ts/Either';
import { type EventStoreUnavailable, type RecordedEvent } from '../../../../application/ports/event-store';
import { type KnownEvents } from './known-events';
import { type StreamReader } from './stream-reader';

type Found = E.Either<EventStoreUnavailable, ReadonlyArray<RecordedEvent>>;

const MOST_IN_A_READ = 500n;

interface Stretch {
  readonly stream: string;
  readonly from: bigint;
  to: bigint;
}

/** Revisions of one stream that lie close together are read together. */
const stretchesOf = (known: KnownEvents, ids: ReadonlyArray<string>): ReadonlyArray<Stretch> => {
  const places = ids
    .flatMap((id) => known.get(id) ?? [])
    .sort((one, other) =>
      one.stream === other.stream ? Number(one.revision - other.revision) : one.stream < other.stream ? -1 : 1,
    );
  const stretches: Stretch[] = [];
  for (const { stream, revision } of places) {
    const current = stretches.at(-1);
    if (current?.stream === stream && revision - current.from < MOST_IN_A_READ) current.to = revision;
    else stretches.push({ stream, from: revision, to: revision });
  }
  return stretches;
};

/** Finds what this process remembers having appended; the server keeps no index of ids. */
export const eventFinder =
  (known: KnownEvents, reader: Pick<StreamReader, 'readStream'>) =>
  async (ids: ReadonlyArray<string>): Promise<Found> => {
    const asked = [...new Set(ids.map((id) => id.toLowerCase()))];
    const found = new Map<string, RecordedEvent>();
    for (const { stream, from, to } of stretchesOf(known, asked)) {
      const maxCount = Number(to - from) + 1;
      const page = await reader.readStream(stream, { direction: 'forwards', from, maxCount });
      if (E.isLeft(page)) return page;
      for (const event of page.right.events) found.set(event.id, event);
    }
    return E.right(asked.flatMap((id) => found.get(id) ?? []));
  };
