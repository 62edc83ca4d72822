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
    const behind = lane?.behind ?? null;
    if (lane === undefined || behind?.after !== turn.after) return 'recorded';
    return behind.skipTo === null
      ? catchUp(run, dependencies, turn)
      : countSkipped(run, dependencies, { turn, lane, behind });
  };

const catchUp = async (run: CaptureRun, dependencies: TurnDependencies, turn: CatchUpTurn): Promise<Recorded> => {
  const recorded = await closeBlocks(run, dependencies, turn);
  if (recorded !== 'recorded' || !turn.complete || !mayReachLive(run, dependencies, turn.hook)) return recorded;
  const rest = await dependencies.readOn(turn.hook);
  return rest === null ? 'recorded' : closeBlocks(run, dependencies, rest);
};

const NEAR = 4000n;

/** Still behind, but by little and with room: worth reading the rest before the next page. */
const mayReachLive = (run: CaptureRun, { limits }: TurnDependencies, hook: number): boolean => {
  const behind = laneOf(run.state, hook)?.behind;
  const { position } = run.state;
  if (behind == null || behind.skipTo !== null || position === null) return false;
  return position - behind.after < NEAR && hasRoomFor(run, limits)(hook, NOTHING_DRAFTED);
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

const closeBlocks = async (run: CaptureRun, dependencies: TurnDependencies, turn: CatchUpTurn): Promise<Recorded> => {
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
  if (turn.complete && turn.readTo === run.state.position) joinLive(run, draft, turn.hook);
  else stayBehind(run, draft, turn);
};

/** What the hook was before its last change is closed as it was. */
const joinLive = (run: CaptureRun, draft: PageDraft, hook: number): void => {
  const open = run.accumulating.get(hook);
  if (open !== undefined && run.hooks.get(hook)?.revision !== open.hook.revision) draft.close(hook);
  if (!draft.isBehind(hook)) draft.catchUp(hook);
};

const stayBehind = (run: CaptureRun, draft: PageDraft, { hook, readTo }: CatchUpTurn): void => {
  const [first] = run.accumulating.get(hook)?.items ?? [];
  if (first === undefined || !draft.hasBlocks()) {
    draft.close(hook);
    if (!draft.isBehind(hook)) draft.move({ hook, after: readTo, skipped: 0 });
    return;
  }
  run.accumulating.delete(hook);
  draft.move({ hook, after: first.position - 1n, skipped: 0 });
};
