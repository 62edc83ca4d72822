import * as E from 'fp-ts/Either';
import { laneOf } from '../../domain/capture/capture-state';
import { type LaneStatus } from '../../domain/capture/lane';
import { type CaptureEventsDependencies } from './capture-events';
import { type CaptureRun } from './capture-run';
import { type Found } from './catch-up-turn';
import { pageDraft, type PageDraft } from './page-draft';
import { parkUnshaped } from './park-at-once';
import { draftOn, hasRoomFor, recordDraft } from './record-page';
import { type Recorded } from './recorder';

/** Deliveries of a hook that were never captured, in the order of the log, shaped as the hook stood. */
export interface RepairOrder {
  readonly hook: number;
  /** The hook's revision when they were found missing: a later change may have given them up. */
  readonly standing: number;
  readonly found: ReadonlyArray<Found>;
  /** Numbers of `found` at which another stretch begins: a block never spans two. */
  readonly borders: ReadonlySet<number>;
}

/** What came of a turn; `taken`: the first so many of the order are captured now, the others found no room. */
export type Repaired =
  | { readonly kind: 'captured'; readonly taken: number }
  | { readonly kind: 'not-delivering'; readonly status: LaneStatus }
  | { readonly kind: 'changed' };

/**
 * Captures what is missing as a catch-up turn captures what waited: blocks at the end of the hook's lane, recorded with
 * the expected revision, counted as captured. Never lets the hook fall behind: reading on from so early a position would
 * capture again what is settled.
 */
export const repairTurn =
  (run: CaptureRun, dependencies: CaptureEventsDependencies) =>
  async (order: RepairOrder): Promise<{ readonly recorded: Recorded; readonly answer: Repaired }> => {
    const { hook } = order;
    const lane = laneOf(run.state, hook);
    if (lane === undefined || run.hooks.get(hook)?.revision !== order.standing)
      return { recorded: 'recorded', answer: { kind: 'changed' } };
    if (lane.status !== 'active')
      return { recorded: 'recorded', answer: { kind: 'not-delivering', status: lane.status } };
    const closed = await closeOpen(run, dependencies, hook);
    if (closed !== 'recorded') return { recorded: closed, answer: { kind: 'captured', taken: 0 } };
    const { draft, drafted } = repairDraft(run, dependencies);
    const taken = await addAll(run, dependencies, { order, draft, drafted });
    const recorded = await recordDraft(run, dependencies, { draft, partial: null });
    return { recorded, answer: { kind: 'captured', taken } };
  };

/** What accumulates live stays apart: it would be closed as part of another stretch. */
const closeOpen = async (run: CaptureRun, dependencies: CaptureEventsDependencies, hook: number): Promise<Recorded> => {
  if (!run.accumulating.has(hook)) return 'recorded';
  const draft = draftOn(run, dependencies);
  draft.close(hook);
  return recordDraft(run, dependencies, { draft, partial: null });
};

interface Drafting {
  readonly draft: PageDraft;
  /** What the draft has closed, and what is open in it. */
  readonly drafted: { count: number; bytes: number };
}

/**
 * Blocks with ids of their own: a worker that has answered a block of the same stretch, whose record was lost, would
 * take another one of that id for a repeat.
 */
const repairDraft = (run: CaptureRun, { identity, clock }: CaptureEventsDependencies): Drafting => {
  const drafted = { count: 0, bytes: 0 };
  const draft = pageDraft({
    named: (space, name) => identity.named(space, `${name}:repaired:${String(run.revision)}`),
    accumulating: run.accumulating,
    now: { wall: clock.now(), mono: clock.monotonic() },
    hasRoom: () => {
      drafted.count += 1;
      return true;
    },
  });
  return { draft, drafted };
};

/** Answers how many found room. */
const addAll = async (
  run: CaptureRun,
  dependencies: CaptureEventsDependencies,
  { order, draft, drafted }: Drafting & { readonly order: RepairOrder },
): Promise<number> => {
  const { hook, found, borders } = order;
  const hasRoom = hasRoomFor(run, dependencies.limits);
  let taken = 0;
  for (const one of found) {
    if (!hasRoom(hook, drafted) || draft.isFull()) break;
    if (borders.has(taken)) draft.close(hook);
    await addOne(dependencies, draft, one);
    drafted.bytes += E.isRight(one.item) ? one.item.right.bytes : 0;
    taken += 1;
  }
  draft.close(hook);
  return taken;
};

const addOne = async (
  dependencies: CaptureEventsDependencies,
  draft: PageDraft,
  { routed, shaping, item }: Found,
): Promise<void> => {
  if (E.isRight(item)) draft.add(shaping, item.right);
  else await parkUnshaped(dependencies, draft, { routed, shaping, refusal: { field: '', reason: item.left } });
};
