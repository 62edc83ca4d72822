import * as E from 'fp-ts/Either';
import { runOf } from '../../../domain/capture/capture-state';
import { hasRoom, NOTHING_DRAFTED } from '../../../domain/capture/lane';
import { type RunLane } from '../../../domain/capture/run-lane';
import { isSameCursor, type RunCursor } from '../../../domain/capture/run-record';
import { type StartedRun } from '../../../domain/export-run/export-run';
import { type RoutedEvent } from '../../codecs/routed-event';
import { untilAvailable } from '../../until-available';
import { type CaptureDependencies } from '../capture-dependencies';
import { type CaptureRun } from '../capture-run';
import { type PinnedHooks } from './pinned-hooks';
import { type RunMatching } from './run-matching';
import { runPages, type RunPagesDependencies } from './run-pages';
import { runTurn, type RunTurn, type RunTurnDependencies } from './run-turn';

/** Reads on for export runs that have room: one turn of a run at a time, and few runs at once. */
export interface RunReaders {
  readonly consider: (run: string) => void;
  /** Something was settled: runs that had to leave the room to others may read on. */
  readonly roomAgain: () => void;
  /** The turn handed over has been handled. */
  readonly done: (run: string) => void;
  readonly forget: (run: string) => void;
}

export interface RunReadersDependencies
  extends
    RunTurnDependencies,
    Omit<RunPagesDependencies, 'isLiveBusy' | 'pauseElsewhere' | 'giveWay' | 'log'>,
    Pick<CaptureDependencies, 'clock' | 'log' | 'limits'> {
  readonly pinned: PinnedHooks;
  /** What the hook has received before the run began. */
  readonly receivedBefore: (lane: RunLane) => () => Promise<E.Either<Unreadable, (routed: RoutedEvent) => boolean>>;
  /** Null: it could not be read. */
  readonly hand: (turn: RunTurn | null, run: string) => void;
}

interface Unreadable {
  readonly type: string;
  readonly retryable?: boolean;
}

const MOST_AT_ONCE = 4;
/** Small turns: live capture waits while one is recorded. */
const BLOCKS_A_TURN = 16;
const BLOCKS_BESIDE_LIVE = 1;
/** Live capture has had events within this time: exports give way. */
const LIVE_FOR_MS = 250;
const PAUSE_MS = 8;
/** Before each page of another thread: the machine's cores are shared. */
const PAUSE_ELSEWHERE_MS = 25;
/** Decision 25: after so long the store counts as unreadable. */
const PATIENCE_MS = 5 * 60_000;

export const runReaders = (run: CaptureRun, dependencies: RunReadersDependencies): RunReaders => {
  const { clock, log, limits, pinned, hand } = dependencies;
  const waiting = new Set<string>();
  const reading = new Set<string>();
  /** Would read on, were it not for what all hooks hold together. */
  const crowdedOut = new Set<string>();
  /** Read on behind a turn that is being recorded. */
  const ahead = new Map<string, { readonly from: RunCursor; readonly turn: Promise<RunTurn | null> }>();
  const matchings = new Map<string, RunMatching>();

  const patience = () => {
    const until = clock.monotonic() + PATIENCE_MS;
    return { clock, log, stopped: () => run.stopping || clock.monotonic() >= until };
  };

  const isLiveBusy = (): boolean => clock.monotonic() - run.exports.liveAt < LIVE_FOR_MS;
  const pauseOf = (ms: number) => (): Promise<void> | undefined =>
    isLiveBusy() ? new Promise((resolve) => void clock.after(ms, resolve)) : undefined;

  const receivedOf = async (lane: RunLane): Promise<E.Either<Unreadable, RunMatching['received']>> =>
    lane.run.skipDelivered ? untilAvailable(dependencies.receivedBefore(lane), patience()) : E.right(null);

  const matchingOf = async (lane: RunLane): Promise<RunMatching | null> => {
    const id = lane.run.run;
    const known = matchings.get(id);
    if (known !== undefined) return known;
    const entry = await untilAvailable(pinned.of(lane.run), patience());
    if (E.isLeft(entry)) return null;
    const received = await receivedOf(lane);
    if (E.isLeft(received)) return null;
    const made = { run: lane.run, entry: entry.right, received: received.right };
    matchings.set(id, made);
    return made;
  };

  const pages = runPages({
    ...dependencies,
    isLiveBusy,
    giveWay: pauseOf(PAUSE_MS),
    pauseElsewhere: pauseOf(PAUSE_ELSEWHERE_MS),
  });

  const read = async (lane: RunLane): Promise<RunTurn | null> => {
    const matching = await matchingOf(lane);
    if (matching === null || lane.cursor === null) return null;
    const most = isLiveBusy() ? BLOCKS_BESIDE_LIVE : BLOCKS_A_TURN;
    const enough = Math.min(most, limits.blocksPerHook - lane.lane.blocks.length);
    const from = { matching, cursor: lane.cursor, pages: pages.of(matching, lane.began), enough };
    const turn = await untilAvailable(runTurn(dependencies)(from), patience());
    return E.isRight(turn) ? turn.right : null;
  };

  const nextTurn = (lane: RunLane): Promise<RunTurn | null> => {
    const known = ahead.get(lane.run.run);
    ahead.delete(lane.run.run);
    return known !== undefined && isSameCursor(known.from, lane.cursor) ? known.turn : read(lane);
  };

  /** While a turn is recorded the next one is read, if nobody goes first. */
  const readAhead = (lane: RunLane, { cursor, blocks }: RunTurn): void => {
    const isFull = lane.lane.blocks.length + blocks.length > limits.blocksPerHook - BLOCKS_A_TURN;
    if (cursor !== null && !isFull && !isLiveBusy())
      ahead.set(lane.run.run, { from: cursor, turn: read({ ...lane, cursor }) });
  };

  /** Live lanes go first: a run takes no more than half of what all may hold. */
  const isCrowded = (): boolean => run.state.bytes >= limits.bytesInAll / 2;

  const hasOwnRoom = ({ run: { status }, cursor, lane }: RunLane): boolean =>
    isUnderWay(status) &&
    cursor !== null &&
    hasRoom({ ...lane, status: 'active' }, NOTHING_DRAFTED, limits) &&
    lane.blocks.length <= Math.max(0, limits.blocksPerHook - BLOCKS_A_TURN);

  const wantsMore = (lane: RunLane): boolean => {
    if (!hasOwnRoom(lane)) return false;
    if (isCrowded()) crowdedOut.add(lane.run.run);
    return !isCrowded();
  };

  const startNext = (): void => {
    for (const id of waiting) {
      if (reading.size >= MOST_AT_ONCE) return;
      waiting.delete(id);
      const lane = runOf(run.state, id);
      if (lane === undefined || !wantsMore(lane)) continue;
      reading.add(id);
      void nextTurn(lane).then((turn) => {
        if (turn !== null) readAhead(lane, turn);
        hand(turn, id);
      });
    }
  };

  /** What was read and not recorded: nobody knows how long it would lie about. */
  const forgetRead = (id: string): void => {
    ahead.delete(id);
    pages.forget(id);
  };

  const consider = (id: string): void => {
    const lane = runOf(run.state, id);
    if (lane === undefined || reading.has(id) || run.stopping || run.exports.unreadable.has(id)) return;
    if (!isUnderWay(lane.run.status)) forgetRead(id);
    if (!wantsMore(lane)) return;
    waiting.add(id);
    startNext();
  };

  return {
    consider,
    roomAgain: () => {
      if (crowdedOut.size === 0 || isCrowded()) return;
      const before = [...crowdedOut];
      crowdedOut.clear();
      for (const id of before) consider(id);
    },
    done: (id) => {
      reading.delete(id);
      startNext();
    },
    forget: (id) => {
      matchings.delete(id);
      forgetRead(id);
      pinned.forget(id);
    },
  };
};

const isUnderWay = (status: StartedRun['status']): boolean => status === 'in-progress';
