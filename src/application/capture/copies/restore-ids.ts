import * as E from 'fp-ts/Either';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../../ports/event-store';
import { lastBefore, newestOf } from '../../last-before';
import { CAPTURES, PREFIXES } from '../../streams';
import { pageIn } from './copies-in-log';
import { ID_WINDOW } from './id-window';

type Reading = Pick<EventStore, 'readRange' | 'readStream'>;
type Read<A> = Promise<E.Either<EventStoreUnavailable, A>>;

const PAGE = { maxCount: 1000, maxBytes: 4 * 1024 * 1024 };
const RECORDS_A_PAGE = 50;

/**
 * Hands over, in order, the platform events up to `to` whose ids the next event after it may still repeat: those that
 * were recorded within the window before it.
 */
export const restoreIds = async (
  eventStore: Reading,
  to: bigint,
  take: (stored: RecordedEvent) => void,
): Read<void> => {
  const next = await nextRecordedAt(eventStore, to);
  if (E.isLeft(next)) return next;
  const since = next.right - ID_WINDOW.forMs;
  const start = await positionBefore(eventStore, since);
  if (E.isLeft(start)) return start;
  return takeIds(eventStore, { after: start.right, to }, (stored) => {
    if (stored.recordedAt >= since) take(stored);
  });
};

/** Hands over, in order, the platform events of the range. */
export const takeIds = async (
  eventStore: Reading,
  range: { readonly after: bigint | null; readonly to: bigint },
  take: (stored: RecordedEvent) => void,
): Read<void> => {
  const { to } = range;
  for (let { after } = range; ;) {
    const page = await eventStore.readRange({ prefixes: [PREFIXES.platformEvents], after, to, ...PAGE })();
    if (E.isLeft(page)) return page;
    page.right.events.forEach(take);
    if (page.right.complete) return E.right(undefined);
    after = page.right.events.at(-1)?.position ?? after;
  }
};

/** When the next event was or will be recorded, at the earliest; by the store's clock. */
export const nextRecordedAt = async (eventStore: Reading, after: bigint): Read<number> => {
  const only = { prefixes: [PREFIXES.platformEvents], after, to: null, maxCount: 1, maxBytes: 1 };
  const page = await eventStore.readRange(only)();
  if (E.isLeft(page)) return page;
  const [waiting] = page.right.events;
  if (waiting !== undefined) return E.right(waiting.recordedAt);
  const newest = await newestOf(eventStore, CAPTURES);
  return E.isLeft(newest) ? newest : E.right(newest.right?.recordedAt ?? 0);
};

/** A position before which everything had been recorded by then: a record comes after what it covers. Null: the start. */
export const positionBefore = async (eventStore: Reading, time: number): Read<bigint | null> => {
  const record = await lastBefore(eventStore, CAPTURES, ({ recordedAt }) => recordedAt < time);
  if (E.isLeft(record)) return record;
  return record.right === null ? E.right(null) : positionAt(eventStore, record.right.revision);
};

/** The position that the page record at the revision, or the newest one before it, has reached. */
const positionAt = async (eventStore: Reading, revision: bigint): Read<bigint | null> => {
  for (let from = revision; ; from -= BigInt(RECORDS_A_PAGE)) {
    const read = { direction: 'backwards' as const, from, maxCount: RECORDS_A_PAGE };
    const page = await eventStore.readStream(CAPTURES, read)();
    if (E.isLeft(page)) return page;
    const covering = page.right.events.find((stored) => pageIn(stored).position >= 0n);
    if (covering !== undefined) return E.right(pageIn(covering).position);
    if (page.right.events.length < RECORDS_A_PAGE || from < BigInt(RECORDS_A_PAGE)) return E.right(null);
  }
};
