import * as E from 'fp-ts/Either';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from './ports/event-store';

type Reading = Pick<EventStore, 'readStream'>;
type Found = Promise<E.Either<EventStoreUnavailable, RecordedEvent | null>>;

const one = async (
  { readStream }: Reading,
  stream: string,
  where: { readonly direction: 'forwards' | 'backwards'; readonly from: bigint | 'start' | 'end' },
): Found => {
  const page = await readStream(stream, { ...where, maxCount: 1 })();
  return E.isLeft(page) ? page : E.right(page.right.events[0] ?? null);
};

export const oldestOf = (reading: Reading, stream: string): Found =>
  one(reading, stream, { direction: 'forwards', from: 'start' });

export const newestOf = (reading: Reading, stream: string): Found =>
  one(reading, stream, { direction: 'backwards', from: 'end' });

type IsBefore = (stored: RecordedEvent) => boolean;

/**
 * The newest event of a stream of which `isBefore` is true, found by halving: it must be true of all events up to some
 * revision and of none after it. Null: of none.
 */
export const lastBefore = async (reading: Reading, stream: string, isBefore: IsBefore): Found => {
  const oldest = await oldestOf(reading, stream);
  if (E.isLeft(oldest)) return oldest;
  if (oldest.right === null || !isBefore(oldest.right)) return E.right(null);
  const newest = await newestOf(reading, stream);
  if (E.isLeft(newest)) return newest;
  if (newest.right === null || isBefore(newest.right)) return newest;
  return halve(reading, { stream, isBefore, found: oldest.right, end: newest.right.revision });
};

interface Between {
  readonly stream: string;
  readonly isBefore: IsBefore;
  readonly found: RecordedEvent;
  readonly end: bigint;
}

const halve = async (reading: Reading, { stream, isBefore, ...between }: Between): Found => {
  let { found, end } = between;
  while (end - found.revision > 1n) {
    const middle = await one(reading, stream, { direction: 'forwards', from: (found.revision + end) / 2n });
    if (E.isLeft(middle)) return middle;
    // Nothing but the end: what lay in between has been taken away meanwhile.
    if (middle.right === null || middle.right.revision >= end) break;
    if (isBefore(middle.right)) found = middle.right;
    else end = middle.right.revision;
  }
  return E.right(found);
};
