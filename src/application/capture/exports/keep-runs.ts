import * as E from 'fp-ts/Either';
import { laneOf, runOf } from '../../../domain/capture/capture-state';
import { type Lane } from '../../../domain/capture/lane';
import { isFailing, isThrough, type RunLane } from '../../../domain/capture/run-lane';
import { type ExportRunCommand } from '../../../domain/export-run/export-run-command';
import { ENGINE } from '../../../domain/shared/engine';
import { type CommandsExportRun } from '../../commands/engine-commands-run';
import { askOnce, type LookAgainIn } from '../ask-once';
import { type CaptureDependencies } from '../capture-dependencies';
import { type CaptureRun } from '../capture-run';

export interface KeepRunsDependencies extends Pick<CaptureDependencies, 'clock' | 'log'> {
  readonly commandRun: CommandsExportRun;
  /** Events of the period that came after the run's start. */
  readonly lateOf: (lane: RunLane) => () => Promise<number | null>;
  /** The times of waking have changed while nothing else happened. */
  readonly rearm: () => void;
}

const AGAIN_MS = 500;

/** What a run and its hook have come to asks for: pause, go on, end (decisions 24 and 25). Level, not edge: a lost command is asked for again. */
export const keepRuns = (run: CaptureRun, { clock, log, commandRun, lateOf, rearm }: KeepRunsDependencies) => {
  const ask = askOnce({ clock, wakes: run.exports.wakes, rearm });

  const send = async (lane: RunLane, wish: Wish): Promise<LookAgainIn> => {
    const command = await commandFor(lane, wish);
    const done = command === null ? null : await commandRun(command)();
    // Whoever was faster has left an event that touches the run; if it is the store, another look comes soon.
    if (done === null || E.isLeft(done)) return AGAIN_MS;
    log.info('the engine changed an export run', { run: lane.run.run, command: command?.type });
    return null;
  };

  const commandFor = async ({ run: state, ...lane }: RunLane, wish: Wish): Promise<ExportRunCommand | null> => {
    const { run: id, hook, account } = state;
    const base = { run: id, hook, account, at: new Date(clock.now()).toISOString(), by: ENGINE };
    if (wish.type === 'FailExportRun') return { ...base, type: wish.type, reason: wish.reason };
    if (wish.type !== 'CompleteExportRun') return { ...base, type: wish.type };
    const late = await lateOf({ run: state, ...lane })();
    const { counts } = lane.lane;
    return late === null ? null : { ...base, type: wish.type, sum: { ...counts, events: lane.tally.events, late } };
  };

  return (id: string): void => {
    const lane = runOf(run.state, id);
    if (lane === undefined || run.stopping || run.holding) return;
    const wish = wishFor(lane, laneOf(run.state, lane.run.hook), run.exports.unreadable.has(id));
    if (wish !== null) ask(id, () => send(lane, wish));
  };
};

type Wish =
  | { readonly type: 'AbortExportRun' | 'PauseExportRun' | 'ContinueExportRun' | 'CompleteExportRun' }
  | { readonly type: 'FailExportRun'; readonly reason: 'store-unreadable' | 'deliveries-parked' };

const isFinal = ({ run: { status } }: RunLane): boolean => status === 'completed' || status === 'aborted';

/** Null: it may stay as it is. */
const wishFor = (lane: RunLane, hook: Lane | undefined, unreadable: boolean): Wish | null => {
  if (isFinal(lane)) return null;
  if (hook === undefined || hook.status === 'deleted') return { type: 'AbortExportRun' };
  if (lane.run.status === 'paused')
    return lane.run.reason === 'hook_inactive' && hook.status === 'active' ? { type: 'ContinueExportRun' } : null;
  return lane.run.status === 'in-progress' ? wishUnderWay(lane, hook, unreadable) : null;
};

const wishUnderWay = (lane: RunLane, hook: Lane, unreadable: boolean): Wish | null => {
  if (hook.status !== 'active') return { type: 'PauseExportRun' };
  if (isFailing(lane)) return { type: 'FailExportRun', reason: 'deliveries-parked' };
  if (unreadable) return { type: 'FailExportRun', reason: 'store-unreadable' };
  return isThrough(lane) ? { type: 'CompleteExportRun' } : null;
};
