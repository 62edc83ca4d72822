import { entriesOf } from '../../domain/shared/table';
import { type Lane } from '../../domain/capture/lane';
import { storeLane } from '../codecs/lane-codec';
import { storeRunLane } from '../codecs/run-lane-codec';
import { encodeSnapshotPart, portions } from '../codecs/snapshot-codec';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { type Recorded, type Recorder } from './recorder';

/** Writes the fold in parts, so that the next start need not read what it covers. */
export const writeSnapshot = async (
  run: CaptureRun,
  { recorder, clock, identity }: { readonly recorder: Recorder } & Pick<CaptureDependencies, 'clock' | 'identity'>,
): Promise<Recorded> => {
  const { position, hookStamp } = run.state;
  if (position === null) return 'recorded';
  const now = clock.monotonic();
  const snapshot = identity.random();
  const ofHooks = portions(
    [...entriesOf(run.state.lanes)].filter(([, lane]) => isWorthKeeping(lane)).map(([, lane]) => storeLane(lane, now)),
  );
  const ofRuns = portions([...entriesOf(run.state.runs)].map(([, lane]) => storeRunLane(lane, now)));
  const parts = [
    ...ofHooks.map((lanes) => ({ lanes })),
    ...ofRuns.filter((runs) => runs.length > 0).map((runs) => ({ lanes: [], runs })),
  ];
  for (const [part, held] of parts.entries()) {
    const last = part === parts.length - 1;
    const stored = encodeSnapshotPart({
      snapshot,
      part,
      last,
      position: String(position),
      at: clock.now(),
      ...held,
      ...(hookStamp === null ? {} : { hookStamp: String(hookStamp) }),
    });
    const recorded = await recorder.append(stored);
    if (recorded !== 'recorded') return recorded;
  }
  run.recordsSinceSnapshot = 0;
  return 'recorded';
};

const isWorthKeeping = (lane: Lane): boolean => lane.counts.captured > 0 || lane.open !== null || lane.behind !== null;
