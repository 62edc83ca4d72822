import { onRun, runOf } from '../../../domain/capture/capture-state';
import { withRunCaptured } from '../../../domain/capture/fold-run';
import { isSameCursor, type RunCaptured } from '../../../domain/capture/run-record';
import { encodeRunCaptured, RUN_CAPTURED } from '../../codecs/run-record-codec';
import { type CaptureDependencies } from '../capture-dependencies';
import { type CaptureRun } from '../capture-run';
import { type Recorded, type Recorder } from '../recorder';
import { type RunTurn } from './run-turn';

export interface HandleRunTurnDependencies extends Pick<CaptureDependencies, 'clock' | 'metrics'> {
  readonly recorder: Recorder;
}

/** Records what a turn found; only then it is true: counted, in the run's lane, and ready to be published. */
export const handleRunTurn =
  (run: CaptureRun, { clock, metrics, recorder }: HandleRunTurnDependencies) =>
  async (turn: RunTurn): Promise<Recorded> => {
    const lane = runOf(run.state, turn.run);
    if (lane?.run.status !== 'in-progress' || !isSameCursor(lane.cursor, turn.from)) return 'recorded';
    const page: RunCaptured = {
      type: RUN_CAPTURED,
      run: turn.run,
      position: run.state.position ?? -1n,
      at: clock.now(),
      blocks: turn.blocks.map(({ block }) => block),
      parked: turn.parked,
      cursor: turn.cursor,
      tally: turn.tally,
    };
    const recorded = await recorder.append(encodeRunCaptured(page));
    if (recorded !== 'recorded') return recorded;
    run.state = onRun(run.state, turn.run, (known) => withRunCaptured(known, page));
    run.recordsSinceSnapshot += 1;
    for (const { block, content } of turn.blocks) run.contents.set(block.id, content);
    metrics.captured(page.blocks.reduce((sum, { n }) => sum + n, page.parked.length));
    if (page.parked.length > 0) metrics.parked(page.parked.length);
    return 'recorded';
  };
