import * as E from 'fp-ts/Either';
import { type LaneStatus } from '../../domain/capture/lane';
import { type Expected } from '../../domain/replay/expected';
import { itemShaper } from '../capture/block-content';
import { catchUpTurn, ENOUGH_ITEMS, type Found } from '../capture/catch-up-turn';
import { type HookTimeline, readTimeline } from '../capture/hook-timeline';
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
  const { job, missing } = repairing;
  const wanted = new Set(run.map(({ position }) => position));
  const to = run.at(-1)?.position ?? -1n;
  let taken = 0;
  for (let after = (run[0]?.position ?? 0n) - 1n; after < to;) {
    const from = {
      hook: missing.hook,
      account: job.account,
      after,
      to,
      timeline,
      enough: ENOUGH_ITEMS,
      countOnly: false,
    };
    const turn = await readTurn(repairing, from);
    if (turn === null) return { taken, end: job.isCancelled() ? 'cancelled' : 'cannot-be-read' };
    const handed = await handOver(repairing, turn.found, wanted);
    taken += handed.taken;
    if (handed.end !== null) return { taken, end: handed.end };
    after = turn.readTo;
  }
  return { taken, end: taken === run.length ? null : 'cannot-be-read' };
};

type From = Parameters<ReturnType<typeof catchUpTurn>>[0];

const readTurn = async ({ dependencies, job }: Repairing, from: From) => {
  const { openEvents, identity, clock, log } = dependencies;
  const build = {
    read: readStretch({ ...dependencies, copiesWithin: dependencies.capture.copiesWithin }),
    open: openEvents,
    shape: itemShaper(identity.named),
  };
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
    if (repaired === null) return { taken, end: 'capture-ended' };
    if (repaired.kind !== 'captured')
      return { taken, end: repaired.kind === 'changed' ? 'hook-changed-meanwhile' : LEFT_IN[repaired.status] };
    taken += repaired.taken;
    report.repaired(hook, repaired.taken);
    if (repaired.taken === 0 && !(await waiting.once())) return { taken, end: 'no-room' };
    if (repaired.taken > 0) waiting.again();
  }
  return { taken, end: null };
};

const patience = ({ clock }: ReplayDependencies) => {
  let since = clock.monotonic();
  return {
    /** False: it has taken too long. */
    once: async (): Promise<boolean> => {
      if (clock.monotonic() - since >= PATIENCE_MS) return false;
      await new Promise<void>((resolve) => void clock.after(ROOM_CHECK_MS, resolve));
      return true;
    },
    again: (): void => {
      since = clock.monotonic();
    },
  };
};
