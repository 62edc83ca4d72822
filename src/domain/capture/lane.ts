import { CLOSED, type Circuit } from '../delivery/circuit';
import { type Ordering } from '../delivery/ordering';
import { type RetryPolicy } from '../delivery/retry-policy';
import { type Packaging } from '../message/payload-format';
import { emptyTable, type Table } from '../shared/table';
import { type OpenBlock } from './capture-record';
import { type SettledBlock, type WaitingBlock, waitingIn } from './waiting-block';

/** What capture must know of a hook's current settings to schedule it. */
export interface LaneSettings {
  readonly packaging: Packaging;
  readonly policy: RetryPolicy;
  readonly circuit: 'on' | 'off';
  readonly ordering: Ordering;
  readonly parallelism: number;
}

export type LaneStatus = 'active' | 'suspended' | 'inactive' | 'deleted';

/** Why the engine wants the hook suspended; a demand stands until the hook is. */
export type SuspensionDemand = 'endpoint-gone' | 'no-success-for-five-days' | 'delivery-exhausted-under-ordering';

/** Deliveries wait as a position in the log instead of blocks. */
export interface Behind {
  /** Exclusive. */
  readonly after: bigint;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** Up to here (inclusive) the stretch is only counted, as discarded. */
  readonly skipTo: bigint | null;
}

export interface Counts {
  readonly captured: number;
  readonly delivered: number;
  readonly parked: number;
  readonly discarded: number;
}

/** A hook's blocks in order and everything that decides when they go: a fold of the log. */
export interface Lane {
  readonly hook: number;
  readonly account: number;
  readonly status: LaneStatus;
  readonly settings: LaneSettings;
  readonly counts: Counts;
  readonly blocks: ReadonlyArray<WaitingBlock>;
  /** Bytes of the blocks. */
  readonly bytes: number;
  readonly open: OpenBlock | null;
  readonly behind: Behind | null;
  readonly circuit: Circuit;
  /** The last request that got anywhere was answered. */
  readonly proven: boolean;
  /** The far side asked for rest until then, monotonic. */
  readonly restUntil: number;
  /** First failure since the last success, milliseconds since the epoch. */
  readonly troubleSince: number | null;
  readonly demand: SuspensionDemand | null;
  /** Settled blocks with parked deliveries, by root. */
  readonly parkedBlocks: Table<string, SettledBlock>;
  /** Newest settled blocks with discarded deliveries: a late answer may say delivered. */
  readonly discardedBlocks: ReadonlyArray<SettledBlock>;
}

export const newLane = (of: Pick<Lane, 'hook' | 'account' | 'status' | 'settings'>): Lane => ({
  ...of,
  counts: { captured: 0, delivered: 0, parked: 0, discarded: 0 },
  blocks: [],
  bytes: 0,
  open: null,
  behind: null,
  circuit: CLOSED,
  proven: false,
  restUntil: 0,
  troubleSince: null,
  demand: null,
  parkedBlocks: emptyTable(),
  discardedBlocks: [],
});

export const waitingOf = (lane: Lane): number => {
  let waiting = 0;
  for (const block of lane.blocks) waiting += waitingIn(block);
  return waiting;
};

/** How much may be unsettled (design 4, Scheduling). */
export interface UnsettledLimits {
  readonly blocksPerHook: number;
  readonly bytesPerHook: number;
  readonly bytesInAll: number;
}

export const UNSETTLED_LIMITS: UnsettledLimits = {
  blocksPerHook: 64,
  bytesPerHook: 8 * 1024 * 1024,
  bytesInAll: 256 * 1024 * 1024,
};

/** What a page has closed for the lane and not yet recorded. */
export interface Drafted {
  readonly count: number;
  readonly bytes: number;
}

export const NOTHING_DRAFTED: Drafted = { count: 0, bytes: 0 };

/**
 * Whether the lane takes another block besides the drafted ones; otherwise the hook is behind. Behind an open circuit
 * one block may wait: without it there would be nothing to probe with.
 */
export const hasRoom = (lane: Lane, drafted: Drafted, limits: UnsettledLimits): boolean => {
  const blocks = lane.blocks.length + drafted.count;
  return (
    lane.status === 'active' &&
    (lane.circuit.state === 'closed' || blocks === 0) &&
    blocks < limits.blocksPerHook &&
    lane.bytes + drafted.bytes < limits.bytesPerHook
  );
};

/** Whether a catch-up reader should close further blocks: half the room is free again. */
export const wantsCatchUp = (lane: Lane, limits: UnsettledLimits): boolean => {
  if (lane.behind === null) return false;
  if (lane.behind.skipTo !== null) return true;
  const { blocksPerHook, bytesPerHook } = limits;
  return (
    hasRoom(lane, NOTHING_DRAFTED, limits) && lane.blocks.length <= blocksPerHook / 2 && lane.bytes <= bytesPerHook / 2
  );
};
