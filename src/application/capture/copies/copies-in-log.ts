import * as E from 'fp-ts/Either';
import { decodeCaptureRecord } from '../../codecs/capture-record-codec';
import { COPIES_KEPT, decodeKeptCopies } from '../../codecs/kept-copies-codec';
import { lastBefore, oldestOf } from '../../last-before';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../../ports/event-store';
import { CAPTURES, COPIES } from '../../streams';
import { type CopiesWithin, type StretchOfLog } from './copies-within';

type Reading = Pick<EventStore, 'readRange' | 'readStream'>;
type Read<A> = Promise<E.Either<EventStoreUnavailable, A>>;

const RECORDS = { maxCount: 20, maxBytes: 512 * 1024 };
const KEPT_A_PAGE = 20;

/**
 * The copies that the log itself names: in the capture record of the page they came with, or, when that is past its
 * retention, in the copies stream.
 */
export const copiesInLog =
  (eventStore: Reading): CopiesWithin =>
  (stretch) =>
  async () => {
    const copies = new Set<bigint>();
    const take = (positions: ReadonlyArray<bigint>): void => {
      for (const position of positions) if (position > stretch.after && position <= stretch.to) copies.add(position);
    };
    const recorded = await takeRecorded(eventStore, stretch, take);
    if (E.isLeft(recorded)) return recorded;
    const kept = await takeKept(eventStore, stretch, take);
    return E.isLeft(kept) ? kept : E.right(copies);
  };

type Take = (positions: ReadonlyArray<bigint>) => void;

/** A page's record stands behind it in the log; the first one that reaches the end of the stretch is the last needed. */
const takeRecorded = async (eventStore: Reading, { after, to }: StretchOfLog, take: Take): Read<void> => {
  for (let from = after; ;) {
    const page = await eventStore.readRange({ prefixes: [CAPTURES], after: from, to: null, ...RECORDS })();
    if (E.isLeft(page)) return page;
    for (const stored of page.right.events) {
      const { position, copies } = pageIn(stored);
      take(copies);
      if (position >= to) return E.right(undefined);
    }
    if (page.right.complete) return E.right(undefined);
    from = page.right.events.at(-1)?.position ?? from;
  }
};

const NO_PAGE = { position: -1n, copies: [] };

export const pageIn = (
  stored: RecordedEvent,
): { readonly position: bigint; readonly copies: ReadonlyArray<bigint> } => {
  const record = stored.type === 'PageCaptured' ? decodeCaptureRecord(stored) : null;
  if (record === null || E.isLeft(record) || record.right.type !== 'PageCaptured') return NO_PAGE;
  return { position: record.right.position, copies: record.right.copies ?? [] };
};

/** Only where the oldest record that is left came after the stretch began. */
const takeKept = async (eventStore: Reading, { after, to }: StretchOfLog, take: Take): Read<void> => {
  const oldest = await oldestOf(eventStore, CAPTURES);
  if (E.isLeft(oldest)) return oldest;
  if (oldest.right === null || !isCutAfter(oldest.right, after)) return E.right(undefined);
  const start = await lastBefore(eventStore, COPIES, (stored) => firstOf(keptIn(stored)) <= after);
  if (E.isLeft(start)) return start;
  return takeKeptFrom(eventStore, { from: start.right?.revision ?? 0n, to }, take);
};

const takeKeptFrom = async (
  eventStore: Reading,
  { from, to }: { readonly from: bigint; readonly to: bigint },
  take: Take,
): Read<void> => {
  for (let next = from; ; next += BigInt(KEPT_A_PAGE)) {
    const read = { direction: 'forwards' as const, from: next, maxCount: KEPT_A_PAGE };
    const page = await eventStore.readStream(COPIES, read)();
    if (E.isLeft(page)) return page;
    const entries = page.right.events.map(keptIn);
    for (const positions of entries) take(positions);
    if (entries.length < KEPT_A_PAGE || firstOf(entries.at(-1) ?? []) > to) return E.right(undefined);
  }
};

const isCutAfter = ({ revision, position }: RecordedEvent, after: bigint): boolean => revision > 0n && position > after;

const firstOf = (positions: ReadonlyArray<bigint>): bigint => positions[0] ?? 0n;

const keptIn = (stored: RecordedEvent): ReadonlyArray<bigint> => {
  const kept = stored.type === COPIES_KEPT ? decodeKeptCopies(stored) : null;
  return kept === null || E.isLeft(kept) ? [] : kept.right;
};
