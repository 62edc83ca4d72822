import { type RecordedEvent } from '../../ports/event-store';
import { type IdTable, idTable, wordsOf } from './id-table';

export interface IdWindowLimits {
  /** How long an id is known after it was last recorded, milliseconds. */
  readonly forMs: number;
  /** How much longer it is held than it counts: so far may one who reads ahead of capture be. */
  readonly aheadMs: number;
  /** However short a time they cover, no more ids than this are known; a power of two. */
  readonly mostIds: number;
}

/** An hour; 4 million ids take about 170 MB: an hour and a minute of 1,146 events a second. */
export const ID_WINDOW: IdWindowLimits = { forMs: 3_600_000, aheadMs: 60_000, mostIds: 4 * 1024 * 1024 };

/** The ids recorded lately; grows with what is recorded, up to its limit. */
export interface IdWindow {
  /**
   * Takes an event, in the order of the log. The position of the first one with its id; null: the id is new. What was
   * taken before may be taken again, in order, with the same answer.
   */
  readonly take: (event: Pick<RecordedEvent, 'id' | 'position' | 'recordedAt'>) => bigint | null;
  /** Ids forgotten before their time because there were too many. */
  readonly cutShort: () => number;
  /** The newest event taken; null: none yet. */
  readonly newest: () => { readonly position: bigint; readonly recordedAt: number } | null;
}

/** Events in order, each at its number modulo the number of places. */
interface Ring {
  readonly places: number;
  readonly table: IdTable;
  readonly recordedAt: Float64Array;
  readonly first: BigInt64Array;
}

const FIRST_PLACES = 1024;

const ringOf = (places: number): Ring => ({
  places,
  table: idTable(places),
  recordedAt: new Float64Array(places),
  first: new BigInt64Array(places),
});

const copyEvent = (from: Ring, to: Ring, number: number): void => {
  const place = number & (from.places - 1);
  const copy = number & (to.places - 1);
  to.recordedAt[copy] = from.recordedAt[place] ?? 0;
  to.first[copy] = from.first[place] ?? 0n;
  to.table.put(copy, from.table.at(place));
};

export const idWindow = ({ forMs, aheadMs, mostIds }: IdWindowLimits = ID_WINDOW): IdWindow => {
  let ring = ringOf(Math.min(FIRST_PLACES, mostIds));
  /** Numbers of the oldest event and of the next one. */
  let oldest = 0;
  let next = 0;
  let cutShort = 0;
  let newest: { readonly position: bigint; readonly recordedAt: number } | null = null;

  const placeOf = (number: number): number => number & (ring.places - 1);

  const forget = (): void => {
    ring.table.free(placeOf(oldest));
    oldest += 1;
  };

  const forgetOlderThan = (recordedAt: number): void => {
    while (oldest < next && (ring.recordedAt[placeOf(oldest)] ?? 0) < recordedAt) forget();
  };

  const makeRoom = (): void => {
    if (next - oldest < ring.places) return;
    if (ring.places >= mostIds) {
      cutShort += 1;
      forget();
      return;
    }
    const larger = ringOf(2 * ring.places);
    for (let number = oldest; number < next; number += 1) copyEvent(ring, larger, number);
    ring = larger;
  };

  const takenBefore = (id: string, position: bigint): bigint | null => {
    const known = ring.table.placeOf(wordsOf(id));
    const first = known === null ? position : (ring.first[known] ?? position);
    return first < position ? first : null;
  };

  const firstOf = (known: number | null, recordedAt: number): bigint | null =>
    known === null || (ring.recordedAt[known] ?? 0) < recordedAt - forMs ? null : (ring.first[known] ?? null);

  return {
    take: ({ id, position, recordedAt }) => {
      if (newest !== null && position <= newest.position) return takenBefore(id, position);
      newest = { position, recordedAt };
      forgetOlderThan(recordedAt - forMs - aheadMs);
      makeRoom();
      const words = wordsOf(id);
      const first = firstOf(ring.table.placeOf(words), recordedAt);
      const place = placeOf(next);
      ring.recordedAt[place] = recordedAt;
      ring.first[place] = first ?? position;
      ring.table.put(place, words);
      next += 1;
      return first;
    },
    cutShort: () => cutShort,
    newest: () => newest,
  };
};
