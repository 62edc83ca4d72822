import * as E from 'fp-ts/Either';
import { onLane, onRun } from '../../domain/capture/capture-state';
import { withdrawn } from '../../domain/capture/schedule';
import { type BlockCommand } from '../deliver/block-command';
import { withoutErased } from '../deliver/without-erased';
import { type CommandBusFull, type CommandBusUnavailable } from '../ports/command-bus';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';

export const BUS_FULL_PAUSE_MS = 200;
/** What no repeat mends wants an operator first. */
const REFUSED_PAUSE_MS = 5_000;

/**
 * Hands commands to the bus. What it does not take is withdrawn and tried again after a pause. What was shaped before a
 * person was erased is not given on, nor sealed once more under a key of theirs.
 */
export interface BusSender {
  readonly nextNumber: () => string;
  readonly send: (commands: ReadonlyArray<BlockCommand>) => Promise<void>;
}

export const busSender = (
  run: CaptureRun,
  { bus, clock, log, erased }: Pick<CaptureDependencies, 'bus' | 'clock' | 'log' | 'erased'>,
): BusSender => {
  /** How long to wait before the next try. */
  const tellRefused = (failure: CommandBusUnavailable | CommandBusFull): number => {
    if (failure.type === 'CommandBusUnavailable' && !failure.retryable) {
      log.error('the command bus refuses what it is given; deliveries wait until that is mended', {
        detail: failure.detail,
      });
      return REFUSED_PAUSE_MS;
    }
    const detail = failure.type === 'CommandBusUnavailable' ? { detail: failure.detail } : {};
    log.warn('the command bus took nothing, trying again', { failure: failure.type, ...detail });
    return BUS_FULL_PAUSE_MS;
  };

  const withdraw = ({ hook, run: ofRun, publication }: BlockCommand, at: number): void => {
    if (ofRun === undefined) {
      run.state = onLane(run.state, hook, (lane) => withdrawn(lane, publication));
      run.wakes.set(hook, at);
      return;
    }
    run.state = onRun(run.state, ofRun.id, (known) => ({ ...known, lane: withdrawn(known.lane, publication) }));
    run.exports.wakes.set(ofRun.id, at);
  };

  return {
    nextNumber: () => {
      run.publications += 1;
      return `${String(run.takeover)}.${String(run.publications)}`;
    },
    send: async (commands) => {
      if (commands.length === 0) return;
      const sent = await bus.publish(commands.map((command) => withoutErased(erased, command)))();
      if (E.isRight(sent)) return;
      const at = clock.monotonic() + tellRefused(sent.left);
      for (const command of commands) withdraw(command, at);
    },
  };
};
