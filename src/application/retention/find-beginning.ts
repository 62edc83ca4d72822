import * as E from 'fp-ts/Either';
import { entriesOf } from '../../domain/shared/table';
import { oldestHeldIn } from '../../domain/retention/oldest-held';
import {
  type SnapshotPlace,
  type SnapshotWalk,
  type WalkedRecord,
  walkFrom,
  walkOver,
  type WalkStep,
} from '../../domain/retention/snapshot-walk';
import { decodeSnapshotPart, SNAPSHOT_PART } from '../codecs/snapshot-codec';
import { type DeliverySearchUnavailable } from '../ports/delivery-search';
import { type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { CAPTURES } from '../streams';
import { type Done, type Progress } from './progress';
import { type RetentionDependencies } from './retention-dependencies';

const RECORDS_A_PAGE = 50;
const MOST_PAGES = 100;

/**
 * Walks on over capture records older than the outcome retention; `progress.walk.found` is then the newest snapshot
 * from which everything that is still needed can be made again.
 */
export const findBeginning = async (
  progress: Progress,
  dependencies: RetentionDependencies,
): Promise<E.Either<EventStoreUnavailable | DeliverySearchUnavailable, Done>> => {
  const started = await startOf(progress, dependencies);
  if (E.isLeft(started)) return started;
  const searched = await dependencies.search.position()();
  if (E.isLeft(searched)) return searched;
  return walkOn(progress, dependencies, { from: started.right, readTo: searched.right ?? -1n });
};

const walkOn = async (
  progress: Progress,
  dependencies: RetentionDependencies,
  { from, readTo }: { readonly from: SnapshotWalk; readonly readTo: bigint },
): Promise<E.Either<EventStoreUnavailable, Done>> => {
  const step = walkSteps(progress, dependencies, readTo);
  let next: WalkStep = { walk: from, waits: false };
  for (let pages = 0; pages < MOST_PAGES && !progress.stopping; pages += 1) {
    const read = { direction: 'forwards' as const, from: next.walk.next, maxCount: RECORDS_A_PAGE };
    const page = await dependencies.eventStore.readStream(CAPTURES, read)();
    if (E.isLeft(page)) return page;
    for (const stored of page.right.events) if (!next.waits) next = step(next.walk, stored);
    progress.walk = next.walk;
    if (next.waits || page.right.events.length < RECORDS_A_PAGE) return E.right('done');
  }
  return E.right('more');
};

/** After a start: from where an earlier process has cut the stream off. */
const startOf = async (
  progress: Progress,
  { eventStore }: RetentionDependencies,
): Promise<E.Either<EventStoreUnavailable, SnapshotWalk>> => {
  if (progress.walk !== null) return E.right(progress.walk);
  const metadata = await eventStore.readMetadata(CAPTURES)();
  if (E.isLeft(metadata)) return metadata;
  progress.beginsAt = metadata.right.truncateBefore ?? 0n;
  return E.right(walkFrom(progress.beginsAt));
};

const walkSteps = (
  progress: Progress,
  dependencies: RetentionDependencies,
  readTo: bigint,
): ((walk: SnapshotWalk, stored: RecordedEvent) => WalkStep) => {
  const tooOld = dependencies.clock.now() - dependencies.keep.outcomesMs;
  let held: bigint | null | undefined;
  const isHeld = ({ position }: SnapshotPlace, after: bigint): boolean => {
    if (held === undefined) held = oldestHeld(dependencies, after);
    return held !== null && held <= position;
  };
  return (walk, stored) => {
    if (stored.recordedAt > tooOld) return { walk, waits: true };
    return walkOver(walk, walkedRecord(stored), (place) => {
      const wasCutHere = progress.beginsAt > 0n && place.first <= progress.beginsAt;
      return wasCutHere || (place.position <= readTo && !isHeld(place, walk.found?.position ?? -1n));
    });
  };
};

/** Looked for only when there is a snapshot to begin at, so once in a thousand records at most. */
const oldestHeld = ({ state, clock, keep }: RetentionDependencies, after: bigint): bigint | null => {
  const holding = { after, capturedSince: clock.now() - keep.parkedMs };
  let oldest: bigint | null = null;
  for (const [, lane] of entriesOf(state().lanes)) {
    const held = oldestHeldIn(lane, holding);
    if (held !== null && (oldest === null || held < oldest)) oldest = held;
  }
  return oldest;
};

const walkedRecord = (stored: RecordedEvent): WalkedRecord => {
  const { revision } = stored;
  const part = stored.type === SNAPSHOT_PART ? decodeSnapshotPart(stored) : null;
  if (part === null || E.isLeft(part)) return { revision, part: null };
  return { revision, part: { ...part.right, position: BigInt(part.right.position) } };
};
