import * as E from 'fp-ts/Either';
import { laneOf } from '../../domain/capture/capture-state';
import { type Behind, type Lane, NOTHING_DRAFTED } from '../../domain/capture/lane';
import { type CaptureEventsDependencies } from './capture-events';
import { type CaptureRun } from './capture-run';
import { type CatchUpTurn, type Found } from './catch-up-turn';
import { type PageDraft } from './page-draft';
import { parkUnshaped } from './park-at-once';
import { draftOn, hasRoomFor, recordDraft } from './record-page';
import { type Recorded } from './recorder';

export interface TurnDependencies extends CaptureEventsDependencies {
  /** Reads the small rest between the turn's end and where capture stands. */
  readonly readOn: (hook: number) => Promise<CatchUpTurn | null>;
}

/** Closes blocks from a catch-up turn, and lets the hook join live capture once it has reached it. */
export const handleTurn =
  (run: CaptureRun, dependencies: TurnDependencies) =>
  async (turn: CatchUpTurn): Promise<Recorded> => {
    const lane = laneOf(run.state, turn.hook);
    if (lane?.behind?.after !== turn.after) return 'recorded';
    if (lane.behind.skipTo !== null) return countSkipped(run, dependencies, { turn, lane, behind: lane.behind });
    const recorded = await closeBlocks(run, dependencies, turn);
    if (recorded !== 'recorded' || !turn.complete || !isNear(run, turn.hook)) return recorded;
    if (!hasRoomFor(run, dependencies.limits)(turn.hook, NOTHING_DRAFTED)) return recorded;
    const rest = await dependencies.readOn(turn.hook);
    return rest === null ? 'recorded' : closeBlocks(run, dependencies, rest);
  };

const NEAR = 4000n;

/** Still behind, but by little: worth reading the rest before the next page. */
const isNear = (run: CaptureRun, hook: number): boolean => {
  const behind = laneOf(run.state, hook)?.behind;
  const { position } = run.state;
  return behind != null && behind.skipTo === null && position !== null && position - behind.after < NEAR;
};

interface Skipping {
  readonly turn: CatchUpTurn;
  readonly lane: Lane;
  readonly behind: Behind;
}

/** The stretch was given up: its matches count as captured and discarded. */
const countSkipped = async (
  run: CaptureRun,
  dependencies: TurnDependencies,
  { turn, lane, behind }: Skipping,
): Promise<Recorded> => {
  const draft = draftOn(run, dependencies);
  draft.move({ hook: turn.hook, after: turn.readTo, skipped: turn.found.length });
  const over = behind.skipTo !== null && turn.readTo >= behind.skipTo;
  if (over && (lane.status === 'deleted' || turn.readTo === run.state.position)) draft.catchUp(turn.hook);
  return recordDraft(run, dependencies, { draft, partial: null });
};

const closeBlocks = async (
  run: CaptureRun,
  dependencies: TurnDependencies,
  turn: CatchUpTurn,
): Promise<Recorded> => {
  const draft = draftOn(run, dependencies);
  let revision: number | null = null;
  for (const found of turn.found) {
    if (draft.isBehind(turn.hook)) break;
    if (revision !== null && revision !== found.shaping.revision) draft.close(turn.hook);
    revision = found.shaping.revision;
    await addFound(dependencies, draft, found);
  }
  if (!draft.isBehind(turn.hook)) endTurn(run, draft, turn);
  return recordDraft(run, dependencies, { draft, partial: null });
};

const addFound = async (
  dependencies: TurnDependencies,
  draft: PageDraft,
  { shaping, routed, item }: Found,
): Promise<void> => {
  if (E.isRight(item)) draft.add(shaping, item.right);
  else {
    const refusal = { field: '', reason: item.left };
    await parkUnshaped(dependencies, draft, { routed, shaping, refusal });
  }
};

/** At the live position the hook joins live capture; before it, only what fills a block is closed. */
const endTurn = (run: CaptureRun, draft: PageDraft, turn: CatchUpTurn): void => {
  const { hook } = turn;
  const open = run.accumulating.get(hook);
  if (turn.complete && turn.readTo === run.state.position) {
    const standing = run.hooks.get(hook);
    if (open !== undefined && standing?.revision !== open.hook.revision) draft.close(hook);
    if (draft.isBehind(hook)) return;
    draft.catchUp(hook);
    return;
  }
  const [first] = open?.items ?? [];
  if (first === undefined || !draft.hasBlocks()) {
    draft.close(hook);
    if (!draft.isBehind(hook)) draft.move({ hook, after: turn.readTo, skipped: 0 });
    return;
  }
  run.accumulating.delete(hook);
  draft.move({ hook, after: first.position - 1n, skipped: 0 });
};
