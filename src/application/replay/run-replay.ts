import * as E from 'fp-ts/Either';
import { type ReplayDependencies, type ReplayJob } from './replay-dependencies';
import { type ReplayFold } from './replay-fold';
import { type Passed, replayPass } from './replay-pass';
import { type ReplayReport } from './replay-report';
import { repairMissing } from './repair-missing';
import { type Missing } from './uncovered';
import { type WalkEnd } from './walk-log';

/** How far it has come: read by whoever asks. */
export interface ReplayProgress {
  readonly report: ReplayReport;
  /** Of passes that are over, and of the one under way. */
  eventsBefore: number;
  events: number;
  readTo: number | null;
}

/** Pass by pass; after each, what it found missing is captured, unless this is a dry run. */
export const runReplay = async (
  dependencies: ReplayDependencies,
  job: ReplayJob,
  { after: start, progress }: { readonly after: bigint; readonly progress: ReplayProgress },
): Promise<E.Either<WalkEnd, void>> => {
  for (let after = start; ;) {
    const pass = await replayPass(dependencies, job, {
      after,
      progress: (fold) => {
        note(progress, fold);
      },
    });
    if (E.isLeft(pass)) return pass;
    note(progress, pass.right.fold);
    progress.eventsBefore = progress.events;
    report(progress.report, pass.right);
    const repaired = job.dryRun ? null : await repairAll(dependencies, job, { progress, missing: pass.right.missing });
    if (repaired !== null) return E.left(repaired);
    if (pass.right.complete) return E.right(undefined);
    after = pass.right.walked;
  }
};

const note = (progress: ReplayProgress, { events, readTo }: ReplayFold): void => {
  progress.events = progress.eventsBefore + events;
  progress.readTo = readTo ?? progress.readTo;
};

const sizeOf = ({ runs, left }: Missing): number =>
  runs.reduce((sum, run) => sum + run.length, 0) + left.reduce((sum, { deliveries }) => sum + deliveries, 0);

const report = (to: ReplayReport, { fold, missing }: Passed): void => {
  const sizes = new Map(missing.map((one) => [one.hook, sizeOf(one)]));
  for (const lane of fold.lanes.values()) to.add(lane, sizes.get(lane.hook) ?? 0);
  for (const { hook, left } of missing) for (const { because, deliveries } of left) to.left(hook, because, deliveries);
};

const repairAll = async (
  dependencies: ReplayDependencies,
  job: ReplayJob,
  { progress, missing }: { readonly progress: ReplayProgress; readonly missing: ReadonlyArray<Missing> },
): Promise<'cancelled' | 'capture-ended' | null> => {
  for (const one of missing) {
    const end = await repairMissing(dependencies, job, { report: progress.report, missing: one });
    if (end !== null) return end;
  }
  return null;
};
