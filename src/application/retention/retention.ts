import * as E from 'fp-ts/Either';
import { type DeliverySearchUnavailable } from '../ports/delivery-search';
import { type AppendFailure, type EventStoreUnavailable } from '../ports/event-store';
import { expireEvents } from './expire-events';
import { expireParkedDeliveries } from './expire-parked-deliveries';
import { findBeginning } from './find-beginning';
import { forgetCovered } from './forget-covered';
import { forgetParkedOfRuns } from './forget-parked-of-runs';
import { type Done, newProgress, type Progress } from './progress';
import { type RetentionDependencies } from './retention-dependencies';

/** Takes away what is too old and no longer needed: of the engine's own streams, and of the platform events if so configured. */
export interface Retention {
  readonly start: () => void;
  /** Resolves when the run under way is over. */
  readonly stop: () => Promise<void>;
  /** One bounded run; false: something could not be read or written, it is tried again next time. */
  readonly run: () => Promise<boolean>;
}

const FIRST_AFTER_MS = 3 * 60_000;
const EVERY_MS = 60 * 60_000;
const MORE_AFTER_MS = 5_000;

export const retention = (dependencies: RetentionDependencies): Retention => {
  const { clock, log } = dependencies;
  const progress = newProgress();
  let cancel: () => void = () => undefined;
  let running: Promise<boolean> = Promise.resolve(true);

  const runOnce = async (): Promise<{ readonly ok: boolean; readonly more: boolean }> => {
    const done = await runBounded(progress, dependencies);
    if (E.isRight(done)) return { ok: true, more: done.right === 'more' };
    log.warn('retention could not go on and tries again later', { part: done.left.type });
    return { ok: false, more: false };
  };

  const arm = (ms: number): void => {
    if (progress.stopping) return;
    cancel = clock.after(ms, () => {
      running = runOnce().then(({ ok, more }) => {
        arm(more ? MORE_AFTER_MS : EVERY_MS);
        return ok;
      });
    });
  };

  return {
    start: () => {
      arm(FIRST_AFTER_MS);
    },
    stop: async () => {
      progress.stopping = true;
      cancel();
      await running;
    },
    run: async () => (await runOnce()).ok,
  };
};

type Failure = EventStoreUnavailable | AppendFailure | DeliverySearchUnavailable;
type Step = (progress: Progress, dependencies: RetentionDependencies) => Promise<E.Either<Failure, Done>>;

const forgetBefore: Step = async (progress, dependencies) => {
  const walked = await findBeginning(progress, dependencies);
  if (E.isLeft(walked)) return walked;
  const beginning = progress.walk?.found ?? null;
  if (beginning === null) return walked;
  const forgotten = await forgetCovered(progress, dependencies, beginning);
  if (E.isLeft(forgotten)) return forgotten;
  const ofRuns = await forgetParkedOfRuns(progress, dependencies, beginning);
  if (E.isLeft(ofRuns)) return ofRuns;
  return E.right([walked, forgotten, ofRuns].some(({ right }) => right === 'more') ? 'more' : 'done');
};

const STEPS: ReadonlyArray<Step> = [expireParkedDeliveries, forgetBefore, expireEvents];

const runBounded: Step = async (progress, dependencies) => {
  let done: Done = 'done';
  for (const step of STEPS) {
    const stepped = await step(progress, dependencies);
    if (E.isLeft(stepped)) return stepped;
    if (stepped.right === 'more') done = 'more';
  }
  return E.right(done);
};
