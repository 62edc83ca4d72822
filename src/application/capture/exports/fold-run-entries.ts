import * as E from 'fp-ts/Either';
import { type HookFact } from '../../../domain/capture/fold-hook';
import { laneOf, onRun, runOf, withRun } from '../../../domain/capture/capture-state';
import { foldRunRedelivery, withHookOfRun, withRunEvent } from '../../../domain/capture/fold-run';
import { foldRunExpiry } from '../../../domain/capture/fold-run-expiry';
import { newRunLane } from '../../../domain/capture/run-lane';
import { evolve } from '../../../domain/export-run/evolve';
import { type ExportRunEvent } from '../../../domain/export-run/export-run-event';
import { entriesOf } from '../../../domain/shared/table';
import { type CorruptEvent } from '../../codecs/corrupt-event';
import { decodeExportRunEvent } from '../../codecs/export-run-codec';
import { decodeParkedEvent } from '../../codecs/parked-codec';
import { decodeRunRedelivery, RUN_REDELIVERY_ASKED } from '../../codecs/run-redelivery-codec';
import { type RecordedEvent } from '../../ports/event-store';
import { PREFIXES, runOfParkedStream } from '../../streams';
import { type CaptureDependencies } from '../capture-dependencies';
import { type CaptureRun } from '../capture-run';

type FoldDependencies = Pick<CaptureDependencies, 'identity' | 'log'>;

/** Folds an entry of an export run: what became of it, a request for what it parked, or the end of that. */
export const foldRunEntry = (run: CaptureRun, dependencies: FoldDependencies, stored: RecordedEvent): void => {
  if (stored.stream.startsWith(PREFIXES.exportRuns)) foldRunEvent(run, dependencies, stored);
  else if (stored.type === RUN_REDELIVERY_ASKED) foldAsked(run, dependencies, stored);
  else if (stored.type === 'ParkedExpired') foldExpired(run, dependencies, stored);
};

const damaged = ({ log }: FoldDependencies, corrupt: CorruptEvent): void => {
  log.error('an entry of the log is damaged and was passed over', { ...corrupt, revision: String(corrupt.revision) });
};

const foldRunEvent = (run: CaptureRun, dependencies: FoldDependencies, stored: RecordedEvent): void => {
  const decoded = decodeExportRunEvent(stored);
  if (E.isLeft(decoded)) damaged(dependencies, decoded.left);
  else if (decoded.right.type === 'ExportRunStarted') begin(run, decoded.right, stored.position);
  else goOn(run, decoded.right, stored.position);
};

const begin = (run: CaptureRun, event: ExportRunEvent, position: bigint): void => {
  const hook = laneOf(run.state, event.hook);
  const started = evolve({ status: 'absent' }, event);
  if (hook === undefined || started.status === 'absent' || runOf(run.state, event.run) !== undefined) return;
  run.state = withRun(run.state, newRunLane(started, position, hook));
  run.exports.touched.add(event.run);
};

const goOn = (run: CaptureRun, event: ExportRunEvent, position: bigint): void => {
  const before = runOf(run.state, event.run)?.lane.blocks ?? [];
  run.state = onRun(run.state, event.run, (lane) => withRunEvent(lane, event, position));
  run.exports.touched.add(event.run);
  run.exports.unreadable.delete(event.run);
  if (event.type === 'ExportRunAborted') for (const { root } of before) run.contents.delete(root);
};

const foldAsked = (run: CaptureRun, dependencies: FoldDependencies, stored: RecordedEvent): void => {
  const asked = decodeRunRedelivery(stored);
  if (E.isLeft(asked)) {
    damaged(dependencies, asked.left);
    return;
  }
  const { run: id, by } = asked.right;
  const { named } = dependencies.identity;
  run.state = onRun(run.state, id, (lane) => foldRunRedelivery(lane, { by, at: stored.recordedAt }, named));
  run.exports.touched.add(id);
};

const foldExpired = (run: CaptureRun, dependencies: FoldDependencies, stored: RecordedEvent): void => {
  const id = runOfParkedStream(stored.stream);
  const decoded = decodeParkedEvent(stored);
  if (E.isLeft(decoded)) {
    damaged(dependencies, decoded.left);
    return;
  }
  const expired = decoded.right;
  if (id === null || expired.type !== 'ParkedExpired') return;
  run.state = onRun(run.state, id, (lane) => foldRunExpiry(lane, expired, dependencies.identity.named));
  run.exports.touched.add(id);
};

/** A change of a hook concerns its runs. */
export const foldHookOfRuns = (run: CaptureRun, fact: HookFact, now: number): void => {
  for (const [id, lane] of entriesOf(run.state.runs)) {
    if (lane.lane.hook !== fact.hook) continue;
    run.state = onRun(run.state, id, (known) => withHookOfRun(known, fact, now));
    run.exports.touched.add(id);
  }
};
