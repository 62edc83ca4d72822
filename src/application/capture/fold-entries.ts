import * as E from 'fp-ts/Either';
import { type Moment } from '../../domain/delivery/circuit';
import { type Outcome } from '../../domain/delivery/outcome';
import { foldOutcome } from '../../domain/capture/fold-outcome';
import { foldDiscard, foldRedelivery } from '../../domain/capture/fold-parked';
import { laneOf, onLane, onRun, runOf, withHookFact } from '../../domain/capture/capture-state';
import { foldRunOutcome } from '../../domain/capture/fold-run';
import { discardedByExpiry } from '../../domain/parked/discarded-by-expiry';
import { type ParkedEvent } from '../../domain/parked/parked-event';
import { redeliveryBlocks } from '../../domain/parked/redelivery-blocks';
import { decodeOutcomes } from '../codecs/outcome-codec';
import { decodeParkedEvent } from '../codecs/parked-codec';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { type RecordedEvent } from '../ports/event-store';
import { PREFIXES } from '../streams';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { foldHookOfRuns, foldRunEntry } from './exports/fold-run-entries';

export type FoldDependencies = Pick<CaptureDependencies, 'identity' | 'clock' | 'log'>;

/** Folds an entry of the log that is no platform event. `replayed`: read back after a start, its time has partly passed. */
export const foldEntry = (
  run: CaptureRun,
  dependencies: FoldDependencies,
  { stored, replayed }: { readonly stored: RecordedEvent; readonly replayed: boolean },
): void => {
  const moment = momentOf(dependencies, stored, replayed);
  if (stored.stream.startsWith(PREFIXES.hooks)) foldHookEvent(run, dependencies, { stored, moment });
  else if (stored.stream.startsWith(PREFIXES.outcomes)) foldOutcomes(run, dependencies, { stored, moment });
  else if (stored.stream.startsWith(PREFIXES.parked)) foldParkedEvent(run, dependencies, { stored, moment });
  else foldRunEntry(run, dependencies, stored);
};

const momentOf = ({ clock }: FoldDependencies, stored: RecordedEvent, replayed: boolean): Moment => ({
  now: clock.monotonic(),
  age: replayed ? Math.max(0, clock.now() - stored.recordedAt) : 0,
});

interface Entry {
  readonly stored: RecordedEvent;
  readonly moment: Moment;
}

const damaged = ({ log }: FoldDependencies, corrupt: CorruptEvent): void => {
  log.error('an entry of the log is damaged and was passed over', { ...corrupt, revision: String(corrupt.revision) });
};

const foldHookEvent = (run: CaptureRun, dependencies: FoldDependencies, { stored, moment }: Entry): void => {
  const fact = run.hooks.apply(stored);
  if (E.isLeft(fact)) {
    damaged(dependencies, fact.left);
    return;
  }
  if (fact.right === null) return;
  const before = laneOf(run.state, fact.right.hook);
  run.state = withHookFact(run.state, fact.right, moment.now);
  run.touched.add(fact.right.hook);
  foldHookOfRuns(run, fact.right, moment.now);
  for (const block of before?.blocks ?? []) forgetSettled(run, fact.right.hook, block.root);
};

const foldOutcomes = (run: CaptureRun, dependencies: FoldDependencies, { stored, moment }: Entry): void => {
  const group = decodeOutcomes(stored);
  if (E.isLeft(group)) {
    damaged(dependencies, group.left);
    return;
  }
  const context = { named: dependencies.identity.named, moment };
  for (const outcome of group.right.outcomes) foldOne(run, outcome, context);
};

const foldOne = (run: CaptureRun, outcome: Outcome, context: Parameters<typeof foldOutcome>[2]): void => {
  run.state = onLane(run.state, outcome.hook, (lane) => foldOutcome(lane, outcome, context));
  run.touched.add(outcome.hook);
  if (outcome.run !== undefined) {
    foldOneOfRun(run, outcome.run, outcome, context);
    return;
  }
  if (run.onBus.has(outcome.hook)) run.onBus.set(outcome.hook, context.moment.now);
  forgetSettled(run, outcome.hook, outcome.root);
};

/** The hook's lane, which does not know the block, has taken what the answer says of the endpoint. */
const foldOneOfRun = (run: CaptureRun, id: string, ...[outcome, context]: FoldingOutcome): void => {
  run.state = onRun(run.state, id, (lane) => foldRunOutcome(lane, outcome, context));
  run.exports.touched.add(id);
  if (run.exports.onBus.has(id)) run.exports.onBus.set(id, context.moment.now);
  const lane = runOf(run.state, id)?.lane;
  if (!(lane?.blocks.some((block) => block.root === outcome.root) ?? false)) run.contents.delete(outcome.root);
};

type FoldingOutcome = [outcome: Outcome, context: Parameters<typeof foldOutcome>[2]];

/** The bytes of a settled block are not needed any more. */
const forgetSettled = (run: CaptureRun, hook: number, root: string): void => {
  if (!run.contents.has(root)) return;
  const waits = laneOf(run.state, hook)?.blocks.some((block) => block.root === root) ?? false;
  if (!waits) run.contents.delete(root);
};

const foldParkedEvent = (run: CaptureRun, dependencies: FoldDependencies, { stored, moment }: Entry): void => {
  const event = decodeParkedEvent(stored);
  if (E.isLeft(event)) {
    damaged(dependencies, event.left);
    return;
  }
  changeParked(run, dependencies, { event: event.right, now: moment.now, at: stored.recordedAt });
  run.touched.add(event.right.hook);
};

const changeParked = (
  run: CaptureRun,
  { identity }: FoldDependencies,
  { event, now, at }: { readonly event: ParkedEvent; readonly now: number; readonly at: number },
): void => {
  switch (event.type) {
    case 'DeliveriesParked':
      return;
    case 'RedeliveryAsked': {
      const blocks = redeliveryBlocks(identity.named)(event);
      run.state = onLane(run.state, event.hook, (lane) => foldRedelivery(lane, event, { blocks, now, at }));
      return;
    }
    case 'DeliveriesDiscarded':
      run.state = onLane(run.state, event.hook, (lane) => foldDiscard(lane, event, identity.named));
      return;
    case 'ParkedExpired':
      run.state = onLane(run.state, event.hook, (lane) => foldDiscard(lane, discardedByExpiry(event), identity.named));
      return;
  }
};
