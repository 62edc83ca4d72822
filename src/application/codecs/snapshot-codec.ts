import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, digits, flag, listOf, object, parseAs, type ShapeOf, text, version1 } from './shape';
import { laneShape, runLaneShape } from './snapshot-shapes';
import { type StoredEvent } from './stored-event';

/** Event type in `captures-all`: a part of the fold; a snapshot counts when its last part is there. */
export const SNAPSHOT_PART = 'CaptureSnapshotPart';

const partShape = object(
  { v: version1, snapshot: text, part: count, last: flag, position: digits, at: count, lanes: listOf(laneShape) },
  { hookStamp: digits, runs: listOf(runLaneShape) },
);
type Part = ShapeOf<typeof partShape>;
export type SnapshotPart = Omit<Part, 'v'>;

const readPart = parseAs(partShape);

export const encodeSnapshotPart = (part: SnapshotPart): StoredEvent => ({
  type: SNAPSHOT_PART,
  data: JSON.stringify({ v: 1, ...part }),
});

export const decodeSnapshotPart = (event: RecordedEvent): E.Either<CorruptEvent, SnapshotPart> =>
  pipe(readPart(event.data), E.mapLeft(corruptEvent(event)));

const PART_BYTES = 400 * 1024;

/** Lanes in portions that fit one append each; at least one, so that an empty fold has a snapshot too. */
export const portions = <L>(lanes: Iterable<L>): ReadonlyArray<ReadonlyArray<L>> => {
  const parts: L[][] = [[]];
  let bytes = 0;
  for (const lane of lanes) {
    const size = JSON.stringify(lane).length;
    if (bytes > 0 && bytes + size > PART_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(lane);
    bytes += size;
  }
  return parts;
};
