import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import { NOTHING_READ, type RunBlock, type RunCaptured } from '../../domain/capture/run-record';
import { type RecordedEvent } from '../ports/event-store';
import { type CorruptEvent, corruptEvent } from './corrupt-event';
import { count, digits, listOf, object, parseAs, type ShapeOf, text, version1 } from './shape';
import { type StoredEvent } from './stored-event';

/** Event type in `captures-all`: a page of an export run. Revisions are decimal text; empty lists and zeros are left out. */
export const RUN_CAPTURED = 'RunCaptured';

const block = object(
  { id: text, day: text, from: digits, to: digits, n: count, bytes: count },
  { only: listOf(digits) },
);
const tally = object(
  {},
  { events: count, notMatched: count, notExportable: count, alreadyDelivered: count, outside: count },
);
const cursorShape = object({ day: text, next: digits }, {});
const record = object(
  { v: version1, run: text, position: digits, at: count, tally },
  {
    blocks: listOf(block),
    parked: listOf(object({ delivery: text, reason: text, parkedRevision: digits }, {})),
    cursor: cursorShape,
  },
);
const readRecord = parseAs(record);

const storedBlock = ({ from, to, only, ...same }: RunBlock) => ({
  ...same,
  from: String(from),
  to: String(to),
  ...(only === undefined ? {} : { only: only.map(String) }),
});

const withoutZeros = (counts: RunCaptured['tally']) =>
  Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));

export const encodeRunCaptured = (page: RunCaptured): StoredEvent => ({
  type: RUN_CAPTURED,
  data: JSON.stringify({
    v: 1,
    run: page.run,
    position: String(page.position),
    at: page.at,
    tally: withoutZeros(page.tally),
    ...(page.blocks.length === 0 ? {} : { blocks: page.blocks.map(storedBlock) }),
    ...(page.parked.length === 0 ? {} : { parked: page.parked }),
    ...(page.cursor === null ? {} : { cursor: { day: page.cursor.day, next: String(page.cursor.next) } }),
  }),
});

const blockOf = ({ from, to, only, ...same }: ShapeOf<typeof block>): RunBlock => ({
  ...same,
  from: BigInt(from),
  to: BigInt(to),
  ...(only === undefined ? {} : { only: only.map(BigInt) }),
});

export const decodeRunCaptured = (event: RecordedEvent): E.Either<CorruptEvent, RunCaptured> =>
  pipe(
    event.type === RUN_CAPTURED ? readRecord(event.data) : E.left('is no page of an export run'),
    E.mapLeft(corruptEvent(event)),
    E.map(({ run, position, at, tally: counts, blocks, parked, cursor }) => ({
      type: RUN_CAPTURED,
      run,
      position: BigInt(position),
      at,
      blocks: (blocks ?? []).map(blockOf),
      parked: parked ?? [],
      cursor: cursor === undefined ? null : { day: cursor.day, next: BigInt(cursor.next) },
      tally: { ...NOTHING_READ, ...counts },
    })),
  );
