import * as E from 'fp-ts/Either';
import { type SnapshotWalk, walkFrom, walkOver } from '../../domain/retention/snapshot-walk';
import { decodeSnapshotPart, SNAPSHOT_PART, type SnapshotPart } from '../codecs/snapshot-codec';
import { type StoredLane } from '../codecs/snapshot-shapes';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { CAPTURES } from '../streams';

/** Where the capture records begin that are left. */
export interface Beginning {
  /** Revision of the oldest record; null: there is none. */
  readonly revision: bigint | null;
  /** The oldest whole snapshot where older records were taken away. */
  readonly snapshot: OldestSnapshot | null;
}
export interface OldestSnapshot {
  /** Revision of its last part: records after it are not in it. */
  readonly last: bigint;
  readonly position: bigint;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Undefined: it knows nothing of the hook. */
  readonly lane: StoredLane | undefined;
}

type Read<A> = Promise<E.Either<EventStoreUnavailable, A>>;
type Captures = Pick<EventStore, 'readStream'>;

const RECORDS_A_PAGE = 20;

const recordsFrom = async (
  { readStream }: Captures,
  from: bigint | 'start',
  maxCount: number,
): Read<ReadonlyArray<RecordedEvent>> => {
  const page = await readStream(CAPTURES, { direction: 'forwards', from, maxCount })();
  return E.isLeft(page) ? page : E.right(page.right.events);
};

export const firstRecord = async (captures: Captures): Read<bigint | null> => {
  const records = await recordsFrom(captures, 'start', 1);
  return E.isLeft(records) ? records : E.right(records.right[0]?.revision ?? null);
};

/** Looks for a snapshot only where retention took something away; normally it is the first thing there is. */
export const findOldestSnapshot = async (captures: Captures, hook: number): Read<Beginning> => {
  const revision = await firstRecord(captures);
  if (E.isLeft(revision)) return revision;
  if (revision.right === null || revision.right === 0n) return E.right({ revision: revision.right, snapshot: null });
  const snapshot = await walkToSnapshot(captures, hook, revision.right);
  return E.isLeft(snapshot) ? snapshot : E.right({ revision: revision.right, snapshot: snapshot.right });
};

interface Looking {
  readonly walk: SnapshotWalk;
  readonly lane: StoredLane | undefined;
  readonly snapshot: OldestSnapshot | null;
}

const walkToSnapshot = async (captures: Captures, hook: number, from: bigint): Read<OldestSnapshot | null> => {
  let looking: Looking = { walk: walkFrom(from), lane: undefined, snapshot: null };
  for (;;) {
    const records = await recordsFrom(captures, looking.walk.next, RECORDS_A_PAGE);
    if (E.isLeft(records)) return records;
    for (const stored of records.right) looking = lookAt(looking, stored, hook);
    if (looking.snapshot !== null || records.right.length < RECORDS_A_PAGE) return E.right(looking.snapshot);
  }
};

const lookAt = (looking: Looking, stored: RecordedEvent, hook: number): Looking => {
  if (looking.snapshot !== null) return looking;
  const { revision } = stored;
  const part = partIn(stored);
  if (part === null) return { ...looking, walk: walkOver(looking.walk, { revision, part }, () => true).walk };
  const position = BigInt(part.position);
  const { walk } = walkOver(looking.walk, { revision, part: { ...part, position } }, () => true);
  const before = part.part === 0 ? undefined : looking.lane;
  const lane = part.lanes.find((one) => one.hook === hook) ?? before;
  return { walk, lane, snapshot: walk.found === null ? null : { last: revision, position, at: part.at, lane } };
};

const partIn = (stored: RecordedEvent): SnapshotPart | null => {
  const part = stored.type === SNAPSHOT_PART ? decodeSnapshotPart(stored) : null;
  return part === null || E.isLeft(part) ? null : part.right;
};
