import * as E from 'fp-ts/Either';
import { entriesOf } from '../../domain/shared/table';
import { type Lane } from '../../domain/capture/lane';
import { type OpenBlock } from '../../domain/capture/capture-record';
import { type Accumulating } from './accumulating';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { catchUpTurn, ENOUGH_ITEMS } from './catch-up-turn';
import { readTimeline } from './hook-timeline';
import { type RebuildDependencies } from './rebuild-blocks';
import { draftOn, recordDraft } from './record-page';
import { type Recorded, type Recorder } from './recorder';
import { untilAvailable } from '../until-available';

type ReopenDependencies = CaptureDependencies & RebuildDependencies & { readonly recorder: Recorder };

/**
 * Reads every open block again from where it began; it closes within one window of this start. What cannot be read
 * falls behind from there: nothing live may be added to a block whose beginning is missing.
 */
export const reopenBlocks = async (run: CaptureRun, dependencies: ReopenDependencies): Promise<Recorded> => {
  const draft = draftOn(run, dependencies);
  for (const [, lane] of entriesOf(run.state.lanes)) {
    if (lane.open === null) continue;
    const open = await reopened(run, dependencies, { lane, open: lane.open });
    if (run.stopping) return 'stopped';
    if (open === null) {
      draft.move({ hook: lane.hook, after: lane.open.from - 1n, skipped: 0 });
      continue;
    }
    run.accumulating.set(lane.hook, open);
    run.windows.set(lane.hook, open.openedMono + open.hook.definition.windowMs);
  }
  return recordDraft(run, dependencies, { draft, partial: run.state.partial });
};

/** How far the log has been handled for the hook: an event with many hooks may be half done. */
const handledFor = ({ state: { position, partial } }: CaptureRun, hook: number): bigint =>
  partial !== null && hook <= partial.hook ? partial.position : (position ?? 0n);

/** The part of a window that is over, by a wall clock that may have been set. */
const passedOf = (windowMs: number, ms: number): number => Math.min(windowMs, Math.max(0, ms));

const reopened = async (
  run: CaptureRun,
  dependencies: ReopenDependencies,
  { lane, open }: { readonly lane: Lane; readonly open: OpenBlock },
): Promise<Accumulating | null> => {
  const { eventStore, clock, log } = dependencies;
  const patience = { clock, log, stopped: () => run.stopping };
  const timeline = await untilAvailable(readTimeline(eventStore)(lane.account, lane.hook), patience);
  if (E.isLeft(timeline)) return null;
  const to = handledFor(run, lane.hook);
  const standing = timeline.right.at(to + 1n);
  if (standing === null) return null;
  const made: Accumulating = {
    hook: standing.shaping,
    items: [],
    bytes: 0,
    openedAt: open.openedAt,
    openedMono: clock.monotonic() - passedOf(standing.shaping.definition.windowMs, clock.now() - open.openedAt),
  };
  for (let after = open.from - 1n; ;) {
    const from = {
      hook: lane.hook,
      account: lane.account,
      after,
      to,
      timeline: timeline.right,
      enough: ENOUGH_ITEMS,
      countOnly: false,
    };
    const turn = await untilAvailable(catchUpTurn(dependencies)(from), patience);
    if (E.isLeft(turn)) return null;
    for (const { item } of turn.right.found) {
      if (E.isLeft(item)) continue;
      made.items.push(item.right);
      made.bytes += item.right.bytes;
    }
    if (turn.right.complete) return made;
    after = turn.right.readTo;
  }
};
