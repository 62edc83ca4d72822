import { CLOSED, probeNow } from '../delivery/circuit';
import { keepSettled } from './fold-outcome';
import { type Lane, type LaneSettings, type LaneStatus, newLane } from './lane';
import { membersOf, oldestIn, type WaitingBlock } from './waiting-block';

export type HookChange =
  | 'created'
  | 'changed'
  | 'activated'
  | 'suspended'
  | 'resumed'
  | 'resumed-skipping'
  | 'deactivated'
  | 'deleted'
  | 'secret-rotated';

/** A hook event as capture sees it: settings are the hook's after the event. */
export interface HookFact {
  readonly hook: number;
  readonly account: number;
  /** Of the event in the log. */
  readonly position: bigint;
  readonly change: HookChange;
  readonly settings: LaneSettings;
}

const STATUS_AFTER: { readonly [change in HookChange]: LaneStatus | null } = {
  created: 'inactive',
  changed: null,
  activated: 'active',
  suspended: 'suspended',
  resumed: 'active',
  'resumed-skipping': 'active',
  deactivated: 'inactive',
  deleted: 'deleted',
  'secret-rotated': null,
};

/** The lane after a hook event; `now` is the monotonic clock. */
export const foldHook = (lane: Lane | undefined, fact: HookFact, now: number): Lane => {
  const { hook, account, settings, change } = fact;
  const known = lane ?? newLane({ hook, account, status: 'inactive', settings });
  const next: Lane = { ...known, settings, status: STATUS_AFTER[change] ?? known.status };
  switch (change) {
    case 'created':
    case 'secret-rotated':
      return next;
    case 'changed':
      return { ...next, circuit: settings.circuit === 'off' ? CLOSED : probeNow(next.circuit, now), restUntil: 0 };
    case 'suspended':
    case 'deactivated':
      return { ...next, demand: null };
    case 'activated':
      return { ...next, circuit: probeNow(next.circuit, now) };
    case 'resumed':
      return startAnew(next);
    case 'resumed-skipping':
      return startAnew(discardWaiting(next, fact.position));
    case 'deleted':
      return { ...discardWaiting(next, fact.position), demand: null };
  }
};

/** Attempts start anew, and what waited is due now. */
const startAnew = (lane: Lane): Lane => ({
  ...lane,
  demand: null,
  circuit: CLOSED,
  proven: false,
  restUntil: 0,
  troubleSince: null,
  blocks: lane.blocks.map(anew),
});

const anew = (block: WaitingBlock): WaitingBlock =>
  block.members === null
    ? block
    : { ...block, members: block.members.map((member) => ({ ...member, attempts: 0, dueAt: 0 })) };

/**
 * All that waits is discarded at `position`: blocks at once (what is on the bus may still turn out delivered, which
 * is stronger), and the stretch behind by a reader that only counts.
 */
export const discardWaiting = (lane: Lane, position: bigint): Lane => {
  const emptied: Lane = {
    ...lane,
    blocks: [],
    bytes: 0,
    behind: lane.behind === null ? null : { ...lane.behind, skipTo: position },
  };
  return lane.blocks.reduce(discardBlock, emptied);
};

const discardBlock = (lane: Lane, block: WaitingBlock): Lane => {
  const counted = membersOf(block).filter((member) => member.uncounted !== true);
  const discarded = [...block.discarded, ...counted.map((member) => member.index)];
  const counts = { ...lane.counts, discarded: lane.counts.discarded + counted.length };
  return keepSettled(
    { ...lane, counts },
    { root: block.root, parked: block.parked, discarded, oldest: oldestIn(block) },
  );
};
