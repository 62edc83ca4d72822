import * as E from 'fp-ts/Either';
import { laneOf } from '../../domain/capture/capture-state';
import { type Lane, NOTHING_DRAFTED, wantsCatchUp } from '../../domain/capture/lane';
import { maxItemsOf } from './accumulating';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';
import { type CatchUpTurn, catchUpTurn, ENOUGH_ITEMS } from './catch-up-turn';
import { type HookTimeline, readTimeline } from './hook-timeline';
import { type RebuildDependencies } from './rebuild-blocks';
import { hasRoomFor } from './record-page';
import { untilAvailable } from '../until-available';

const MOST_AT_ONCE = 8;

/** Reads on for hooks that are behind: at most eight at a time, in turns, and only for lanes with room. */
export interface CatchUpReaders {
  /** Looks whether the hook wants its next turn. */
  readonly consider: (hook: number) => void;
  /** The hook changed: what was read of its history is no longer the whole. */
  readonly forget: (hook: number) => void;
  /** Considers again the hooks that all lanes together held back, once those hold less. */
  readonly roomAgain: () => void;
  /** Reads one more turn in the foreground, up to the position capture stands at. */
  readonly readOn: (hook: number) => Promise<CatchUpTurn | null>;
  /** The turn handed over has been handled. */
  readonly done: (hook: number) => void;
}

export interface CatchUpReadersDependencies
  extends Pick<CaptureDependencies, 'eventStore' | 'clock' | 'log' | 'limits'>, RebuildDependencies {
  readonly hand: (turn: CatchUpTurn | null, hook: number) => void;
}

export const catchUpReaders = (run: CaptureRun, dependencies: CatchUpReadersDependencies): CatchUpReaders => {
  const { eventStore, clock, log, limits, hand } = dependencies;
  const hasRoom = hasRoomFor(run, limits);
  const waiting = new Set<number>();
  const reading = new Set<number>();
  /** Held back only because all lanes together hold too much. */
  const thirsty = new Set<number>();
  const timelines = new Map<number, HookTimeline | 'reading'>();
  const patience = { clock, log, stopped: () => run.stopping };

  const timelineOf = async ({ account, hook }: Lane): Promise<HookTimeline | null> => {
    const known = timelines.get(hook);
    if (known !== undefined && known !== 'reading') return known;
    timelines.set(hook, 'reading');
    const read = await untilAvailable(readTimeline(eventStore)(account, hook), patience);
    if (E.isLeft(read)) {
      if (!run.stopping)
        log.error('the history of a hook cannot be read; it stays behind', { hook, failure: read.left.type });
      timelines.delete(hook);
      return null;
    }
    // Forgotten while it was read: the hook has changed since, and the next turn reads it again.
    if (timelines.has(hook)) timelines.set(hook, read.right);
    return read.right;
  };

  const enoughFor = ({ hook, blocks, circuit }: Lane): number => {
    const standing = run.hooks.get(hook);
    if (standing === undefined) return ENOUGH_ITEMS;
    if (circuit.state === 'open') return 1;
    const inABlock = maxItemsOf(standing.hook.definition);
    return Math.min(ENOUGH_ITEMS, Math.max(1, limits.blocksPerHook - blocks.length) * inABlock);
  };

  const readOn = async (hook: number): Promise<CatchUpTurn | null> => {
    const lane = laneOf(run.state, hook);
    const position = run.state.position;
    if (lane?.behind == null || position === null) return null;
    const { after, skipTo } = lane.behind;
    const timeline = await timelineOf(lane);
    if (timeline === null) return null;
    const to = skipTo !== null && skipTo < position ? skipTo : position;
    const from = {
      hook,
      account: lane.account,
      after,
      to,
      timeline,
      enough: enoughFor(lane),
      countOnly: skipTo !== null,
    };
    const turn = await untilAvailable(catchUpTurn(dependencies)(from), patience);
    return E.isRight(turn) ? turn.right : null;
  };

  /** A stretch that is only counted needs no room. */
  const mayRead = (hook: number): boolean =>
    laneOf(run.state, hook)?.behind?.skipTo != null || hasRoom(hook, NOTHING_DRAFTED);

  const startNext = (): void => {
    for (const hook of waiting) {
      if (reading.size >= MOST_AT_ONCE) return;
      waiting.delete(hook);
      if (!mayRead(hook)) {
        thirsty.add(hook);
        continue;
      }
      reading.add(hook);
      void readOn(hook).then((turn) => {
        hand(turn, hook);
      });
    }
  };

  const consider = (hook: number): void => {
    const lane = laneOf(run.state, hook);
    if (lane === undefined || !wantsCatchUp(lane, limits) || reading.has(hook) || run.stopping) return;
    waiting.add(hook);
    startNext();
  };

  return {
    consider,
    roomAgain: () => {
      if (thirsty.size === 0 || run.state.bytes >= limits.bytesInAll) return;
      const hooks = [...thirsty];
      thirsty.clear();
      for (const hook of hooks) consider(hook);
    },
    forget: (hook) => void timelines.delete(hook),
    readOn,
    done: (hook) => {
      reading.delete(hook);
      if (laneOf(run.state, hook)?.behind == null) timelines.delete(hook);
      startNext();
    },
  };
};
