import * as E from 'fp-ts/Either';
import { laneOf } from '../../domain/capture/capture-state';
import { type CaptureNow } from '../capture/capture-turns';
import { hookOf } from '../capture/hook-of';
import { standingHooks } from '../capture/standing-hooks';
import { newestOf } from '../last-before';
import { isWhole } from './is-whole';
import { patiently } from './patiently';
import { type RecordedEvent } from '../ports/event-store';
import { CAPTURES, hookStream, PREFIXES } from '../streams';
import { type ReplayDependencies, type ReplayJob } from './replay-dependencies';
import { replayFold, type ReplayFold } from './replay-fold';
import { openedIn, placesIn } from './replay-readers';
import { isSettled } from './replayed-lane';
import { type Missing, missingOf } from './uncovered';
import { ENGINES_OWN, type Walk, type WalkedPage, walkLog, withEventsOf } from './walk-log';

/** What one walk over the log came to. */
export interface Passed {
  readonly fold: ReplayFold;
  readonly missing: ReadonlyArray<Missing>;
  /** Up to here events were read. */
  readonly walked: bigint;
  /** Those of the period have all been read. */
  readonly complete: boolean;
}

/** The store's clock may have been set back by so much. */
const CLOCK_SLACK_MS = 5 * 60_000;
/** Of what was written while the pass came to its end; more than this is not read while capture waits. */
const PAGES_IN_A_TURN = 20;

const NO_POLICY = { maxAttempts: 1, firstDelayMs: 0, factor: 1, maxDelayMs: 0, jitter: 0 };

/**
 * Reads the log once, from `after` to the end of the period and on until nothing that is counted can change any more, at
 * most to its end. What no record covers there is judged while capture stands still.
 */
export const replayPass = async (
  dependencies: ReplayDependencies,
  job: ReplayJob,
  { after, progress }: { readonly after: bigint; readonly progress: (fold: ReplayFold) => void },
): Walk<Passed> => {
  const fold = foldFor(dependencies, job, after);
  const pass = { dependencies, job, fold };
  const stood = await takeHooks(pass, after);
  if (E.isLeft(stood)) return stood;
  const events = await takeEvents(pass, after, progress);
  if (E.isLeft(events)) return events;
  fold.walked.to = events.right.walked;
  const missing = await settle(pass, events.right.walked);
  if (E.isLeft(missing)) return missing;
  const whole = await patiently(dependencies, job, () => isWhole(dependencies, after));
  if (E.isLeft(whole)) return whole;
  return whole.right ? E.right({ fold, missing: missing.right, ...events.right }) : E.left('overtaken');
};

interface Pass {
  readonly dependencies: ReplayDependencies;
  readonly job: ReplayJob;
  readonly fold: ReplayFold;
}

const foldFor = (dependencies: ReplayDependencies, job: ReplayJob, after: bigint): ReplayFold => {
  const standing = dependencies.capture.state();
  return replayFold(after, {
    period: job,
    hooks: standingHooks(NO_POLICY),
    isAsked: (stored) => {
      const hook = hookOf(stored);
      return stored.stream === hookStream(job.account, hook) && (job.hook === undefined || job.hook === hook);
    },
    waitsAfter: (hook) => laneOf(standing, hook)?.behind?.after ?? null,
    named: dependencies.identity.named,
    placesOf: placesIn(dependencies, job),
    opened: openedIn(dependencies, job),
  });
};

const takeAll = async (fold: ReplayFold, events: ReadonlyArray<RecordedEvent>): Promise<void> => {
  for (const stored of events) {
    const wait = fold.take(stored);
    if (wait !== undefined) await wait;
  }
};

/** Hooks as they stood where the pass begins. */
const takeHooks = ({ dependencies, job, fold }: Pass, to: bigint): Walk<boolean> =>
  walkLog(dependencies, job, { prefixes: [PREFIXES.hooks], after: null, to }, async ({ events }) => {
    await takeAll(fold, events);
    return true;
  });

const isEvent = ({ stream }: RecordedEvent): boolean => stream.startsWith(PREFIXES.platformEvents);

/** What of a page belongs to the pass, and whether it is the last of it. */
const partOf = (
  { events, copies }: WalkedPage,
  until: number,
): { readonly part: ReadonlyArray<RecordedEvent>; readonly over: boolean } => {
  const end = events.findIndex((stored) => isEvent(stored) && stored.recordedAt > until);
  const part = (end === -1 ? events : events.slice(0, end)).filter(({ position }) => !copies.has(position));
  return { part, over: end !== -1 };
};

const uncoveredIn = ({ lanes }: ReplayFold): number => {
  let sum = 0;
  for (const { queue, passed } of lanes.values()) sum += passed.reduce((all, run) => all + run.length, queue.length);
  return sum;
};

const takeEvents = async (
  { dependencies, job, fold }: Pass,
  after: bigint,
  progress: (fold: ReplayFold) => void,
): Walk<Pick<Passed, 'walked' | 'complete'>> => {
  const reached = { walked: after, complete: false };
  // The period is handled already; what comes after it may have copies that capture has not found yet.
  const range = { prefixes: withEventsOf(job.account), after, to: dependencies.capture.position() };
  const read = await walkLog(dependencies, job, range, async (page) => {
    const { part, over } = partOf(page, job.to + CLOCK_SLACK_MS);
    await takeAll(fold, part);
    reached.walked = part.at(-1)?.position ?? reached.walked;
    reached.complete = over;
    progress(fold);
    return !over && uncoveredIn(fold) < dependencies.limits.mostUncovered;
  });
  return E.isLeft(read) ? read : E.right({ ...reached, complete: reached.complete || read.right });
};

const nothingOpen = ({ lanes }: ReplayFold): boolean => [...lanes.values()].every(isSettled);

/** Reads on without events, at last while capture stands still: then what no record covers is missing, or waits there. */
const settle = async (pass: Pass, from: bigint): Walk<ReadonlyArray<Missing>> => {
  let after = from;
  for (;;) {
    const rest = await takeRest(pass, after, Infinity);
    if (E.isLeft(rest)) return rest;
    after = rest.right.walked;
    if (nothingOpen(pass.fold)) return E.right([]);
    const at = after;
    const judged = await patiently(pass.dependencies, pass.job, () => judgeInTurn(pass, at));
    if (E.isLeft(judged)) return judged;
    if (judged.right.missing !== null) return E.right(judged.right.missing);
    after = judged.right.walked;
  }
};

const takeRest = async (
  { dependencies, job, fold }: Pass,
  after: bigint,
  mostPages: number,
): Walk<{ readonly walked: bigint; readonly complete: boolean }> => {
  let walked = after;
  let pages = 0;
  const read = await walkLog(dependencies, job, { prefixes: ENGINES_OWN, after, to: null }, async ({ events }) => {
    await takeAll(fold, events);
    walked = events.at(-1)?.position ?? walked;
    pages += 1;
    return pages < mostPages && !nothingOpen(fold);
  });
  return E.isLeft(read) ? read : E.right({ walked, complete: read.right });
};

/** Waits outside of the turn where the store does not answer. */
const judgeInTurn = async (pass: Pass, after: bigint): Walk<Judged> =>
  (await pass.dependencies.capture.turns.look((now) => judge(pass, after, now))) ?? E.left('capture-ended');

interface Judged {
  /** Null: not all was read yet. */
  readonly missing: ReadonlyArray<Missing> | null;
  readonly walked: bigint;
}

const judge = async (pass: Pass, after: bigint, now: CaptureNow): Walk<Judged> => {
  const rest = await takeRest(pass, after, PAGES_IN_A_TURN);
  if (E.isLeft(rest)) return rest;
  const { walked, complete } = rest.right;
  if (!complete && !nothingOpen(pass.fold)) return E.right({ missing: null, walked });
  const newest = await newestOf(pass.dependencies.eventStore, CAPTURES);
  if (E.isLeft(newest)) return newest;
  if ((newest.right?.revision ?? 'no-stream') !== now.revision) return E.left('capture-ended');
  const missing = [...pass.fold.lanes.values()].flatMap((lane) => missingOf(lane, now) ?? []);
  return E.right({ missing, walked });
};
