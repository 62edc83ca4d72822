import { type Consumer, type Delivered } from '../ports/command-bus';
import { type BlockCommand } from './block-command';
import { type DeliverDependencies } from './deliver-dependencies';
import { describedDefect } from './described-defect';
import { hookGates } from './hook-gates';
import { openedDestinations } from './opened-destinations';
import { outcomeWriter } from './outcome-writer';
import { type Pace, pace } from './pace';
import { permits } from './permits';
import { sendBlock } from './send-block';
import { type Delivering, type RunGate, type Sending } from './sending';
import { settledBlocks } from './settled-blocks';
import { streak } from './streak';
import { holdsErased, withoutErased } from './without-erased';

/** A worker: sends the blocks it is given and answers every one (design 5). */
export interface Deliver {
  readonly start: () => void;
  /** Takes nothing more, lets what is under way end, and records what it came to; all within `ms`. */
  readonly stop: (ms: number) => Promise<void>;
  /** Blocks in hand. */
  readonly held: () => number;
}

const LONGEST_BLOCK_MS = 5 * 60_000;
/** Of the time to stop; what is left of it is for recording. */
const SHARE_OF_REQUESTS = 0.8;

export const deliver = (dependencies: DeliverDependencies): Deliver => {
  const { bus, hooks, runs, clock, log, options, secretBox, erased } = dependencies;
  const gates = hookGates(clock);
  const runPaces = new Map<string, Pace>();
  const inFlight = permits(options.maxInFlight);
  const destinations = openedDestinations(secretBox, clock);
  const outcomes = outcomeWriter(dependencies);
  const settled = settledBlocks();
  const working = new Set<Promise<void>>();
  let consumer: Consumer | null = null;
  let stopping = false;
  let stopped = false;

  /** Of a run that is not under way only what a person asked for is sent. */
  const delivering = ({ hook, run, manual }: BlockCommand): Delivering | null => {
    const view = hooks.get(hook);
    if (stopping || view?.hook.status !== 'active') return null;
    const goes = run === undefined || manual !== undefined || runs.get(run.id)?.status === 'in-progress';
    return goes ? view : null;
  };

  const runGateOf = ({ run }: BlockCommand): RunGate | null => {
    if (run === undefined) return null;
    const own = runPaces.get(run.id) ?? pace(clock);
    runPaces.set(run.id, own);
    return { pace: own, rateLimit: () => runs.get(run.id)?.rateLimit };
  };

  const sendingOf = (given: BlockCommand): Sending => {
    const command = withoutErased(erased, given);
    const heardOf = erased.count();
    const definition = hooks.get(command.hook)?.hook.definition;
    const parallelism = definition?.parallelism ?? 1;
    return {
      command,
      gate: gates.enter(command.hook, parallelism),
      inFlight,
      streak: streak(),
      destinations,
      ordering: definition?.ordering.mode ?? 'none',
      parallelism,
      deadline: clock.monotonic() + LONGEST_BLOCK_MS,
      delivering: () => delivering(command),
      overtaken: () => erased.count() !== heardOf && holdsErased(erased, command),
      run: runGateOf(command),
    };
  };

  /** The worker's view of the hook must be as new as the one capture had when it published. */
  const seen = (stamp: bigint | null): Promise<void> | undefined => {
    const position = hooks.position();
    return stamp === null || (position !== null && position >= stamp) ? undefined : hooks.reached(stamp);
  };

  const seenRun = (run: BlockCommand['run']): Promise<void> | undefined => {
    if (run === undefined) return undefined;
    const position = runs.position();
    return position !== null && position >= run.stamp ? undefined : runs.reached(run.stamp);
  };

  const work = async ({ command, acknowledge }: Delivered): Promise<void> => {
    const catchingUp = seen(command.stamp);
    if (catchingUp !== undefined) await catchingUp;
    const runCatchingUp = seenRun(command.run);
    if (runCatchingUp !== undefined) await runCatchingUp;
    const outcome = await sendBlock(sendingOf(command), dependencies).finally(() => {
      gates.leave(command.hook);
    });
    if (stopped) return;
    outcomes.add(outcome, {
      recorded: () => {
        settled.end(command);
        acknowledge();
      },
      failed: () => {
        settled.forget(command);
      },
    });
  };

  const take = (delivered: Delivered): void => {
    const { command } = delivered;
    if (!settled.begin(command)) {
      delivered.acknowledge();
      return;
    }
    const done = work(delivered)
      .catch((cause: unknown) => {
        settled.forget(command);
        log.error('a block could not be answered', { block: command.block, ...describedDefect(cause) });
      })
      .finally(() => working.delete(done));
    working.add(done);
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
      const until = clock.monotonic() + ms;
      consumer?.stop();
      stopping = true;
      gates.hurry();
      for (const own of runPaces.values()) own.hurry();
      await waitFor(Promise.all(working), ms * SHARE_OF_REQUESTS);
      stopped = true;
      if (working.size > 0)
        log.warn('blocks were still under way at the stop; they come again', { blocks: working.size });
      outcomes.giveUpWaiting();
      await waitFor(outcomes.drain(), until - clock.monotonic());
    },
    held: () => working.size,
  };
};
