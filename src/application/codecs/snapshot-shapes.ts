import { count, digits, flag, listOf, object, oneOf, type Shape, type ShapeOf, text } from './shape';

const real: Shape<number> = (value) => (Number.isFinite(value) ? null : 'is no number');

/** Times are milliseconds left from the snapshot's `at`; 0: due. */
const member = object({ index: count, attempts: count, round: count, dueIn: real }, { owner: text, uncounted: flag });

const source = object(
  { kind: oneOf('stretch', 'list', 'day') },
  { day: text, from: digits, to: digits, picks: text, positions: listOf(digits) },
);

const block = object(
  { id: text, root: text, turn: count, source, rev: count, n: count, bytes: count, at: count },
  { members: listOf(member), parked: listOf(count), discarded: listOf(count), manual: text },
);

const settled = object({ root: text, parked: listOf(count), discarded: listOf(count) }, { oldest: digits });

/** A lane without its status and settings: those come from the hook's own events. */
export const laneShape = object(
  {
    hook: count,
    counts: object({ captured: count, delivered: count, parked: count, discarded: count }, {}),
    blocks: listOf(block),
    proven: flag,
  },
  {
    open: object({ from: digits, n: count, since: count }, {}),
    behind: object({ after: digits, since: count }, { skipTo: digits }),
    failures: count,
    circuit: object({ delayMs: count, dueIn: real }, {}),
    restIn: real,
    troubleSince: count,
    demand: oneOf('endpoint-gone', 'no-success-for-five-days', 'delivery-exhausted-under-ordering'),
    parkedBlocks: listOf(settled),
    discardedBlocks: listOf(settled),
  },
);

/** An export run without its status and what was pinned: those come from its own events. */
export const runLaneShape = object(
  {
    run: text,
    lane: laneShape,
    tally: object(
      { events: count, notMatched: count, notExportable: count, alreadyDelivered: count, outside: count },
      {},
    ),
    parkedInARow: count,
    deliveredAny: flag,
    kept: listOf(block),
  },
  { cursor: object({ day: text, next: digits }, {}) },
);

export type StoredRunLane = ShapeOf<typeof runLaneShape>;
export type StoredLane = ShapeOf<typeof laneShape>;
export type StoredBlock = ShapeOf<typeof block>;
export type StoredMember = ShapeOf<typeof member>;
export type StoredSettled = ShapeOf<typeof settled>;
