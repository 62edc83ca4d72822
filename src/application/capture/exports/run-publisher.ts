import * as E from 'fp-ts/Either';
import { laneOf, onRun, runOf, withRun } from '../../../domain/capture/capture-state';
import { published, takenOffBus } from '../../../domain/capture/schedule';
import { scheduleOfRun } from '../../../domain/capture/schedule-run';
import { type BlockCommand } from '../../deliver/block-command';
import { untilAvailable } from '../../until-available';
import { type BlockContent } from '../block-content';
import { type BusSender } from '../bus-sender';
import { type CaptureDependencies } from '../capture-dependencies';
import { type CaptureRun } from '../capture-run';
import { type PinnedHooks } from './pinned-hooks';
import { rebuildRunBlock, type RebuildRunDependencies } from './rebuild-run-blocks';
import { runCommand, type RunPublication } from './run-commands';

export interface RebuiltRunBlock {
  readonly publication: RunPublication;
  readonly content: BlockContent;
}

export interface RunPublisherDependencies
  extends Pick<CaptureDependencies, 'clock' | 'log'>, Omit<RebuildRunDependencies, 'log'> {
  readonly sender: BusSender;
  readonly pinned: PinnedHooks;
  /** Comes back with publishRebuilt; resolves once that is done. */
  readonly hand: (rebuilt: RebuiltRunBlock) => Promise<void>;
}

export interface RunPublisher {
  /** Schedules the runs and publishes what is due. */
  readonly publishDue: (runs: Iterable<string>) => Promise<void>;
  readonly publishRebuilt: (rebuilt: RebuiltRunBlock) => Promise<void>;
  /** The bus holds nothing of these runs any more. */
  readonly forgetBus: (runs: Iterable<string>) => void;
}

export const runPublisher = (run: CaptureRun, dependencies: RunPublisherDependencies): RunPublisher => {
  const { clock, log, sender, pinned, hand } = dependencies;
  const { wakes, onBus, touched } = run.exports;
  const rebuild = rebuildRunBlock(dependencies);

  /** Reserves publication numbers for what is due. */
  const take = (id: string, now: number): ReadonlyArray<RunPublication> => {
    const lane = runOf(run.state, id);
    const hook = lane === undefined ? undefined : laneOf(run.state, lane.run.hook);
    if (lane === undefined || hook === undefined) return [];
    const { publish, wakeAt } = scheduleOfRun(lane, hook, now);
    if (wakeAt === null) wakes.remove(id);
    else wakes.set(id, wakeAt);
    if (publish.length === 0) return [];
    const taken = publish.map((due) => ({ run: lane, hook, due, number: sender.nextNumber() }));
    const numbers = new Map(taken.map(({ due, number }) => [due.block.root, number]));
    run.state = withRun(run.state, { ...lane, lane: published(lane.lane, numbers, now) });
    onBus.set(id, now);
    return taken;
  };

  const patience = { clock, log, stopped: () => run.stopping };

  const rebuildOne = async (publication: RunPublication): Promise<void> => {
    const { run: lane, due } = publication;
    const entry = await untilAvailable(pinned.of(lane.run), patience);
    if (E.isLeft(entry)) {
      if (!run.stopping) log.error('the hook of an export run cannot be read; its blocks wait', { run: lane.run.run });
      return;
    }
    const { source } = due.block;
    if (source.kind !== 'day') return;
    const request = { run: lane.run, began: lane.began, entry: entry.right, source };
    const content = await untilAvailable(rebuild(request), patience);
    if (E.isRight(content)) await hand({ publication, content: content.right });
  };

  const rebuildAll = async (publications: ReadonlyArray<RunPublication>): Promise<void> => {
    for (const publication of publications) if (!run.stopping) await rebuildOne(publication);
  };

  /** The block as it stands now; null when it was settled or published anew meanwhile. */
  const stillWanted = ({ due, number, run: before, hook }: RunPublication): RunPublication | null => {
    const lane = runOf(run.state, before.run.run);
    const block = lane?.lane.blocks.find(({ root }) => root === due.block.root);
    return lane === undefined || block?.publication !== number ? null : { run: lane, hook, due, number };
  };

  return {
    publishDue: async (runs) => {
      if (run.holding) return;
      const now = clock.monotonic();
      const commands: BlockCommand[] = [];
      const missing: RunPublication[] = [];
      for (const id of runs)
        for (const publication of take(id, now)) {
          const content = run.contents.get(publication.due.block.root);
          if (content === undefined) missing.push(publication);
          else commands.push(runCommand(publication, content, run.state.hookStamp));
        }
      if (missing.length > 0) void rebuildAll(missing);
      await sender.send(commands);
    },
    publishRebuilt: async ({ publication, content }) => {
      const wanted = stillWanted(publication);
      if (wanted === null) return;
      run.contents.set(wanted.due.block.root, content);
      await sender.send([runCommand(wanted, content, run.state.hookStamp)]);
    },
    forgetBus: (runs) => {
      for (const id of runs) {
        run.state = onRun(run.state, id, (known) => ({ ...known, lane: takenOffBus(known.lane) }));
        touched.add(id);
      }
    },
  };
};
