import { type LivingHook } from '../../domain/hook/hook';
import { type Consumer, type Delivered } from '../ports/command-bus';
import { type BlockCommand } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';
import { hookGates } from './hook-gates';
import { openedDestinations } from './opened-destinations';
import { outcomeWriter } from './outcome-writer';
import { permits } from './permits';
import { sendBlock } from './send-block';
import { type Sending } from './sending';
import { settledBlocks } from './settled-blocks';
import { streak } from './streak';

/** A worker: sends the blocks it is given and answers every one (design 5). */
export interface Deliver {
  readonly start: () => void;
  /** Takes nothing more, lets what is under way end within `ms`, and records what it came to. */
  readonly stop: (ms: number) => Promise<void>;
  /** Blocks in hand. */
  readonly held: () => number;
}

const LONGEST_BLOCK_MS = 5 * 60_000;

export const deliver = (dependencies: DeliverDependencies): Deliver => {
  const { bus, hooks, clock, log, options, secretBox } = dependencies;
  const gates = hookGates(clock);
  const inFlight = permits(options.maxInFlight);
  const destinations = openedDestinations(secretBox, clock);
  const outcomes = outcomeWriter(dependencies);
  const settled = settledBlocks();
  const working = new Set<Promise<void>>();
  let consumer: Consumer | null = null;
  let stopping = false;

  const standing = (hook: number): { readonly hook: LivingHook; readonly revision: number } | null => {
    const view = hooks.get(hook);
    if (stopping || view?.hook.status !== 'active') return null;
    return { hook: view.hook, revision: view.revision };
  };

  const sendingOf = (command: BlockCommand): Sending => ({
    command,
    gate: gates.enter(command.hook, hooks.get(command.hook)?.hook.definition.parallelism ?? 1),
    inFlight,
    streak: streak(),
    destinations,
    deadline: clock.monotonic() + LONGEST_BLOCK_MS,
    delivering: () => standing(command.hook),
  });

  /** The worker's view of the hook must be as new as the one capture had when it published. */
  const seen = (stamp: bigint | null): Promise<void> | undefined => {
    const position = hooks.position();
    return stamp === null || (position !== null && position >= stamp) ? undefined : hooks.reached(stamp);
  };

  const work = async ({ command, acknowledge }: Delivered): Promise<void> => {
    const catchingUp = seen(command.stamp);
    if (catchingUp !== undefined) await catchingUp;
    const outcome = await sendBlock(sendingOf(command), dependencies);
    gates.leave(command.hook);
    outcomes.add(outcome, () => {
      settled.end(command);
      acknowledge();
    });
  };

  const take = (delivered: Delivered): void => {
    if (!settled.begin(delivered.command)) {
      delivered.acknowledge();
      return;
    }
    const done = work(delivered);
    working.add(done);
    void done.finally(() => working.delete(done));
  };

  const waitFor = (done: Promise<unknown>, ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = clock.after(ms, resolve);
      void done.then(() => {
        cancel();
        resolve();
      });
    });

  return {
    start: () => {
      consumer = bus.consume({ maxCommands: options.maxCommands, maxBytes: options.maxBytes }, take);
    },
    stop: async (ms) => {
      consumer?.stop();
      stopping = true;
      await waitFor(Promise.all(working), ms);
      if (working.size > 0) log.warn('blocks were still under way at the stop; they come again', { blocks: working.size });
      outcomes.giveUpWaiting();
      await outcomes.drain();
    },
    held: () => working.size,
  };
};
