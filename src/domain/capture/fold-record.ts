import { type BehindMove, type ClosedBlock, type OpenBlock, type ParkedAtOnce } from './capture-record';
import { type Lane } from './lane';
import { put } from '../shared/table';
import { type WaitingBlock } from './waiting-block';

const waiting = (block: ClosedBlock, capturedAt: number): WaitingBlock => ({
  id: block.id,
  root: block.id,
  turn: 0,
  source: {
    kind: 'stretch',
    from: block.from,
    to: block.to,
    ...(block.picks === undefined ? {} : { picks: block.picks }),
  },
  revision: block.revision,
  n: block.n,
  bytes: block.bytes,
  members: null,
  parked: [],
  discarded: [],
  capturedAt,
  manual: null,
  publication: null,
  publishedAt: 0,
});

/** A block was closed: its deliveries count as captured from now on. */
export const withClosedBlock = (lane: Lane, block: ClosedBlock, capturedAt: number): Lane => ({
  ...lane,
  counts: { ...lane.counts, captured: lane.counts.captured + block.n },
  blocks: [...lane.blocks, waiting(block, capturedAt)],
  bytes: lane.bytes + block.bytes,
  open: null,
});

export const withOpenBlock = (lane: Lane, open: OpenBlock): Lane => ({ ...lane, open });

/** The hook fell behind, or moved on behind; a skipped stretch is captured and discarded in one. */
export const withBehindMove = (lane: Lane, move: BehindMove, at: number): Lane => {
  const { counts } = lane;
  const skipTo = lane.behind?.skipTo ?? null;
  return {
    ...lane,
    counts: { ...counts, captured: counts.captured + move.skipped, discarded: counts.discarded + move.skipped },
    open: null,
    behind: {
      after: move.after,
      since: lane.behind?.since ?? at,
      skipTo: skipTo !== null && move.after >= skipTo ? null : skipTo,
    },
  };
};

export const withCaughtUp = (lane: Lane): Lane => ({ ...lane, behind: null });

/** An event that could not be shaped: captured and parked in one, as a block of one of its own. */
export const withParkedAtOnce = (lane: Lane, parked: ParkedAtOnce): Lane => ({
  ...lane,
  counts: { ...lane.counts, captured: lane.counts.captured + 1, parked: lane.counts.parked + 1 },
  parkedBlocks: put(lane.parkedBlocks, parked.delivery, {
    root: parked.delivery,
    parked: [0],
    discarded: [],
    oldest: parked.position,
  }),
});
