import { laneOf, withPage } from '../../domain/capture/capture-state';
import { type PartialEvent } from '../../domain/capture/capture-record';
import { type Drafted, hasRoom } from '../../domain/capture/lane';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { type FinishedPage, pageDraft, type PageDraft } from './page-draft';
import { type Recorded, type Recorder } from './recorder';

/**
 * Whether the hook's lane takes another block besides the drafted ones. Once all lanes together hold too much, only
 * those that hold less than their share do: the hooks with most fall behind first.
 */
export const hasRoomFor =
  (run: CaptureRun, limits: CaptureDependencies['limits']) =>
  (hook: number, drafted: Drafted): boolean => {
    const lane = laneOf(run.state, hook);
    if (lane === undefined || !hasRoom(lane, drafted, limits)) return false;
    const share = limits.bytesInAll / Math.max(1, run.busy.size);
    return run.state.bytes < limits.bytesInAll || lane.bytes + drafted.bytes < share;
  };

/** A fresh draft against the lanes as they stand. */
export const draftOn = (
  run: CaptureRun,
  { identity, clock, limits }: Pick<CaptureDependencies, 'identity' | 'clock' | 'limits'>,
): PageDraft =>
  pageDraft({
    named: identity.named,
    accumulating: run.accumulating,
    now: { wall: clock.now(), mono: clock.monotonic() },
    hasRoom: hasRoomFor(run, limits),
  });

/** Records what the draft says; only then it is true: counted, in the lanes, and ready to be published. */
export const recordDraft = async (
  run: CaptureRun,
  { recorder, metrics }: { readonly recorder: Recorder; readonly metrics: CaptureDependencies['metrics'] },
  { draft, partial }: { readonly draft: PageDraft; readonly partial: PartialEvent | null },
): Promise<Recorded> => {
  const position = run.state.position ?? -1n;
  const copies = run.copies.unrecorded(position);
  const finished = draft.finish(position, partial, copies);
  if (finished === null) return 'recorded';
  const recorded = await recorder.record(finished.record);
  if (recorded === 'recorded') {
    run.copies.recorded(copies);
    takeEffect(run, finished);
    count(metrics, finished);
  }
  return recorded;
};

const takeEffect = (run: CaptureRun, { record, contents, opened }: FinishedPage): void => {
  run.state = withPage(run.state, record);
  run.recordedPosition = record.position;
  run.recordsSinceSnapshot += 1;
  for (const [root, content] of contents) run.contents.set(root, content);
  for (const { hook } of record.blocks) {
    run.touched.add(hook);
    run.windows.remove(hook);
  }
  for (const { hook } of record.behind) run.touched.add(hook);
  for (const hook of record.caughtUp) run.touched.add(hook);
  for (const { hook, openedMono } of opened) run.windows.set(hook.hook, openedMono + hook.definition.windowMs);
};

const count = (metrics: CaptureDependencies['metrics'], { record }: FinishedPage): void => {
  const inBlocks = record.blocks.reduce((sum, block) => sum + block.n, 0);
  metrics.captured(inBlocks + record.parked.length);
  if (record.parked.length > 0) metrics.parked(record.parked.length);
};
