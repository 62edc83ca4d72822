import * as E from 'fp-ts/Either';
import { decodeCaptureRecord } from '../codecs/capture-record-codec';
import { decodeRunCaptured, RUN_CAPTURED } from '../codecs/run-record-codec';
import { decodeSnapshotPart, SNAPSHOT_PART, type SnapshotPart } from '../codecs/snapshot-codec';
import { type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { CAPTURES } from '../streams';
import { untilAvailable } from '../until-available';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { type CapturedPage } from './captured-page';

type ReadDependencies = Pick<CaptureDependencies, 'eventStore' | 'clock' | 'log'>;

/** What the captures stream holds: the newest whole snapshot, if any, and the page records after it, in order. */
export interface Captured {
  readonly snapshot: ReadonlyArray<SnapshotPart>;
  readonly pages: ReadonlyArray<CapturedPage>;
  readonly revision: bigint | null;
}

/** Backwards until a whole snapshot has been seen, or the beginning; each record is read once. */
export const readCaptured = async (
  run: CaptureRun,
  { eventStore, clock, log }: ReadDependencies,
): Promise<E.Either<EventStoreUnavailable, Captured>> => {
  const found: Found = { pages: [], parts: [], wanted: null, newest: null };
  let from: bigint | 'end' = 'end';
  for (;;) {
    const read = eventStore.readStream(CAPTURES, { direction: 'backwards', from, maxCount: 100 });
    const page = await untilAvailable(read, { clock, log, stopped: () => run.stopping });
    if (E.isLeft(page)) return page;
    const oldest = takePage(found, page.right.events, log);
    if (isWhole(found) || oldest === 0n) return E.right(capturedBy(found));
    from = oldest - 1n;
  }
};

/** What has been read so far, newest first. */
interface Found {
  readonly pages: CapturedPage[];
  readonly parts: SnapshotPart[];
  /** Name of the snapshot whose parts are being gathered. */
  wanted: string | null;
  /** Revision of the newest record. */
  newest: bigint | null;
}

const isWhole = ({ parts }: Found): boolean => parts.at(-1)?.part === 0;

const capturedBy = (found: Found): Captured => ({
  snapshot: isWhole(found) ? found.parts.toReversed() : [],
  pages: found.pages.toReversed(),
  revision: found.newest,
});

/** Answers the oldest revision taken; 0 where nothing is left to read. */
const takePage = (found: Found, newestFirst: ReadonlyArray<RecordedEvent>, log: ReadDependencies['log']): bigint => {
  for (const stored of newestFirst) if (!isWhole(found)) take(found, stored, log);
  return newestFirst.at(-1)?.revision ?? 0n;
};

const take = (found: Found, stored: RecordedEvent, log: ReadDependencies['log']): void => {
  found.newest ??= stored.revision;
  if (stored.type === SNAPSHOT_PART) {
    takePart(found, stored, log);
    return;
  }
  const page = capturedPageIn(stored, log);
  if (page !== null) found.pages.push(page);
};

/** Null: a takeover, or a damaged record. */
export const capturedPageIn = (stored: RecordedEvent, log: ReadDependencies['log']): CapturedPage | null => {
  const record = stored.type === RUN_CAPTURED ? decodeRunCaptured(stored) : decodeCaptureRecord(stored);
  if (E.isLeft(record)) {
    log.error('a capture record is damaged', { ...record.left, revision: String(stored.revision) });
    return null;
  }
  return record.right.type === 'CaptureTakenOver' ? null : record.right;
};

/** A damaged part spoils its snapshot: the next older one is looked for. */
const takePart = (found: Found, stored: RecordedEvent, log: ReadDependencies['log']): void => {
  const part = decodeSnapshotPart(stored);
  if (E.isLeft(part)) {
    log.error('a part of a snapshot is damaged; an older one is used', {
      ...part.left,
      revision: String(stored.revision),
    });
    found.parts.length = 0;
    found.wanted = null;
    return;
  }
  const { snapshot, last } = part.right;
  if (last) {
    found.parts.length = 0;
    found.wanted = snapshot;
  }
  if (snapshot === found.wanted) found.parts.push(part.right);
};
