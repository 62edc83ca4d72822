import * as E from 'fp-ts/Either';
import { laneOf, onLane, withLane } from '../../domain/capture/capture-state';
import { type Lane } from '../../domain/capture/lane';
import { published, scheduleOf, takenOffBus } from '../../domain/capture/schedule';
import { type BlockCommand } from '../deliver/block-command';
import { askOnce, type LookAgainIn } from './ask-once';
import { BUS_FULL_PAUSE_MS, type BusSender } from './bus-sender';
import { blockCommand, type Publication, stillWanted } from './block-commands';
import { type BlockContent } from './block-content';
import { type CaptureDependencies } from './capture-dependencies';
import { type CaptureRun } from './capture-run';

export interface Publisher {
  /** Schedules every touched lane and publishes what is due. */
  readonly publishDue: () => Promise<void>;
  /** Publishes what had to be built again first. */
  readonly publishRebuilt: (rebuilt: ReadonlyArray<Rebuilt>) => Promise<void>;
  /** The bus holds nothing any more: all it had is due again. */
  readonly forgetBus: (hooks: Iterable<number>) => void;
}

export interface Rebuilt {
  readonly publication: Publication;
  readonly content: BlockContent;
}

export interface PublisherDependencies extends Pick<CaptureDependencies, 'clock' | 'log' | 'suspendHook'> {
  readonly sender: BusSender;
  /** Builds contents that are not in memory, in the background, and comes back with publishRebuilt. */
  readonly rebuild: (publications: ReadonlyArray<Publication>) => void;
  /** The times of waking have changed while nothing else happened. */
  readonly rearm: () => void;
}

interface Demanding {
  readonly account: number;
  readonly demand: NonNullable<Lane['demand']>;
}

export const publisher = (run: CaptureRun, dependencies: PublisherDependencies): Publisher => {
  const { clock, log, rebuild } = dependencies;
  const { nextNumber, send } = dependencies.sender;
  const askToSuspend = askOnce({ clock, wakes: run.wakes, rearm: dependencies.rearm });

  const suspend = async (hook: number, { account, demand }: Demanding): Promise<LookAgainIn> => {
    const suspended = await dependencies.suspendHook({ account, hook, reason: demand })();
    if (E.isLeft(suspended)) {
      log.warn('a hook could not be suspended yet, trying again', { hook, failure: suspended.left.type });
      return BUS_FULL_PAUSE_MS;
    }
    if (suspended.right) log.warn('a hook is suspended by the engine', { hook, reason: demand });
    return null;
  };

  /** What the lane's fold asks for; asked once, until the lane changes again. */
  const suspendOnDemand = (hook: number): void => {
    const lane = laneOf(run.state, hook);
    if (lane?.demand == null) return;
    const { account, demand } = lane;
    askToSuspend(hook, () => suspend(hook, { account, demand }));
  };

  /** Reserves publication numbers for what is due on the lane. */
  const take = (hook: number, now: number): ReadonlyArray<Publication> => {
    const lane = laneOf(run.state, hook);
    if (lane === undefined) return [];
    const { publish, wakeAt } = scheduleOf(lane, now);
    if (wakeAt === null) run.wakes.remove(hook);
    else run.wakes.set(hook, wakeAt);
    if (publish.length === 0) return [];
    const taken = publish.map((due) => ({ lane, due, number: nextNumber() }));
    const numbers = new Map(taken.map(({ due, number }) => [due.block.root, number]));
    run.state = withLane(run.state, published(lane, numbers, now));
    run.onBus.set(hook, now);
    return taken;
  };

  const publishDue = async (): Promise<void> => {
    if (run.touched.size === 0 || run.holding) return;
    const now = clock.monotonic();
    const commands: BlockCommand[] = [];
    const missing: Publication[] = [];
    for (const hook of run.touched) {
      suspendOnDemand(hook);
      for (const publication of take(hook, now)) {
        const content = run.contents.get(publication.due.block.root);
        if (content === undefined) missing.push(publication);
        else commands.push(blockCommand(publication, content, run.state.hookStamp));
      }
    }
    run.touched.clear();
    if (missing.length > 0) rebuild(missing);
    await send(commands);
  };

  const publishRebuilt = async (rebuilt: ReadonlyArray<Rebuilt>): Promise<void> => {
    const commands: BlockCommand[] = [];
    for (const { publication, content } of rebuilt) {
      const wanted = stillWanted(run, publication);
      if (wanted === null) continue;
      run.contents.set(wanted.due.block.root, content);
      commands.push(blockCommand(wanted, content, run.state.hookStamp));
    }
    await send(commands);
  };

  const forgetBus = (hooks: Iterable<number>): void => {
    for (const hook of hooks) {
      run.state = onLane(run.state, hook, takenOffBus);
      run.touched.add(hook);
    }
  };

  return { publishDue, publishRebuilt, forgetBus };
};
