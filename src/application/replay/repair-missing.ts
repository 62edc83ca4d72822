import * as E from 'fp-ts/Either';
import { type LaneStatus } from '../../domain/capture/lane';
import { type Expected } from '../../domain/replay/expected';
import { itemShaper } from '../capture/block-content';
import { type CatchUpTurn, catchUpTurn, ENOUGH_ITEMS, type Found } from '../capture/catch-up-turn';
import { type HookTimeline, readTimeline } from '../capture/hook-timeline';
import { type Repaired } from '../capture/repair-turn';
import { readStretch } from '../capture/read-stretch';
import { type LeftBecause } from '../use-cases/replays';
import { untilAvailable } from '../until-available';
import { type ReplayDependencies, type ReplayJob } from './replay-dependencies';
import { type ReplayReport } from './replay-report';
import { type Missing } from './uncovered';

/** Captured in one turn of capture, so that live events need not wait long. */
const MOST_IN_A_TURN = 200;
const ROOM_CHECK_MS = 1000;
/** How long a full lane is waited for while none of it gets settled. */
const PATIENCE_MS = 5 * 60_000;

const LEFT_IN: { readonly [status in LaneStatus]: LeftBecause } = {
  active: 'no-room',
  suspended: 'hook-suspended',
  inactive: 'hook-inactive',
  deleted: 'hook-deleted',
};

/** Null: all of it is captured. */
type End = LeftBecause | 'cancelled' | 'capture-ended' | null;

interface Repairing {
  readonly dependencies: ReplayDependencies;
  readonly job: ReplayJob;
  readonly report: ReplayReport;
  readonly missing: Missing;
}

/** Captures what a hook misses, run by run; says in the report what was captured and what had to be left. */
export const repairMissing = async (
  dependencies: ReplayDependencies,
  job: ReplayJob,
  { report, missing }: { readonly report: ReplayReport; readonly missing: Missing },
): Promise<'cancelled' | 'capture-ended' | null> => {
  const { hook, runs } = missing;
  const repairing = { dependencies, job, report, missing };
  let left = runs.reduce((sum, run) => sum + run.length, 0);
  const timeline = await timelineOf(repairing);
  let end: End = timeline === null ? 'cannot-be-read' : null;
  for (const run of runs) {
    if (timeline === null || end !== null) break;
    const repaired = await repairRun(repairing, timeline, run);
    left -= repaired.taken;
    end = repaired.end;
  }
  if (end === 'cancelled' || end === 'capture-ended') return end;
  if (end !== null) report.left(hook, end, left);
  return null;
};

const timelineOf = async ({ dependencies, job, missing }: Repairing): Promise<HookTimeline | null> => {
  const { eventStore, clock, log } = dependencies;
  const read = readTimeline(eventStore)(job.account, missing.hook);
  const timeline = await untilAvailable(read, { clock, log, stopped: job.isCancelled });
  return E.isLeft(timeline) ? null : timeline.right;
};

interface Taken {
  readonly taken: number;
  readonly end: End;
}

/** Reads the run again as a catch-up reader does, as the hook stood at each position, and hands it to capture. */
const repairRun = async (
  repairing: Repairing,
  timeline: HookTimeline,
  run: ReadonlyArray<Expected>,
): Promise<Taken> => {
  const { job } = repairing;
  const wanted = new Set(run.map(({ position }) => position));
  const { first, to } = endsOf(run);
  let taken = 0;
  for (let after = first - 1n; after < to;) {
    const turn = await readTurn(repairing, { after, to, timeline });
    if (turn === null) return { taken, end: job.isCancelled() ? 'cancelled' : 'cannot-be-read' };
    const handed = await handOver(repairing, turn.found, wanted);
    taken += handed.taken;
    if (handed.end !== null) return { taken, end: handed.end };
    after = turn.readTo;
  }
  return { taken, end: taken === run.length ? null : 'cannot-be-read' };
};

const endsOf = (run: ReadonlyArray<Expected>): { readonly first: bigint; readonly to: bigint } => ({
  first: run[0]?.position ?? 0n,
  to: run.at(-1)?.position ?? -1n,
});

const readTurn = async (
  { dependencies, job, missing }: Repairing,
  stretch: { readonly after: bigint; readonly to: bigint; readonly timeline: HookTimeline },
): Promise<CatchUpTurn | null> => {
  const { openEvents, identity, clock, log } = dependencies;
  const build = {
    read: readStretch({ ...dependencies, copiesWithin: dependencies.capture.copiesWithin }),
    open: openEvents,
    shape: itemShaper(identity.named),
  };
  const from = { ...stretch, hook: missing.hook, account: job.account, enough: ENOUGH_ITEMS, countOnly: false };
  const turn = await untilAvailable(catchUpTurn(build)(from), { clock, log, stopped: job.isCancelled });
  return E.isLeft(turn) || job.isCancelled() ? null : turn.right;
};

/** A block never spans what is not missing, nor two revisions. */
const orderOf = (
  found: ReadonlyArray<Found>,
  wanted: ReadonlySet<bigint>,
): { readonly found: ReadonlyArray<Found>; readonly borders: ReadonlySet<number> } => {
  const ordered: Found[] = [];
  const borders = new Set<number>();
  for (const one of found) {
    if (!wanted.has(one.routed.position)) borders.add(ordered.length);
    else {
      if (ordered.at(-1)?.shaping.revision !== one.shaping.revision) borders.add(ordered.length);
      ordered.push(one);
    }
  }
  return { found: ordered, borders };
};

const slice = ({ found, borders }: ReturnType<typeof orderOf>, at: number): ReturnType<typeof orderOf> => ({
  found: found.slice(at, at + MOST_IN_A_TURN),
  borders: new Set([...borders].map((border) => border - at)),
});

const handOver = async (
  { dependencies, job, report, missing: { hook, standing } }: Repairing,
  all: ReadonlyArray<Found>,
  wanted: ReadonlySet<bigint>,
): Promise<Taken> => {
  const order = orderOf(all, wanted);
  const waiting = patience(dependencies);
  let taken = 0;
  while (taken < order.found.length) {
    if (job.isCancelled()) return { taken, end: 'cancelled' };
    const repaired = await dependencies.capture.turns.repair({ hook, standing, ...slice(order, taken) });
    if (repaired?.kind !== 'captured') return { taken, end: endAfter(repaired) };
    taken += repaired.taken;
    report.repaired(hook, repaired.taken);
    if (!(await waiting.hasHope(repaired.taken))) return { taken, end: 'no-room' };
  }
  return { taken, end: null };
};

const endAfter = (repaired: Exclude<Repaired, { kind: 'captured' }> | null): End => {
  if (repaired === null) return 'capture-ended';
  return repaired.kind === 'changed' ? 'hook-changed-meanwhile' : LEFT_IN[repaired.status];
};

const patience = ({ clock }: ReplayDependencies) => {
  let since = clock.monotonic();
  return {
    /** Waits a moment where nothing found room; false: that has gone on for too long. */
    hasHope: async (taken: number): Promise<boolean> => {
      if (taken > 0) since = clock.monotonic();
      else if (clock.monotonic() - since >= PATIENCE_MS) return false;
      else await new Promise<void>((resolve) => void clock.after(ROOM_CHECK_MS, resolve));
      return true;
    },
  };
};
