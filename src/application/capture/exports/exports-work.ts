import * as E from 'fp-ts/Either';
import { runOf } from '../../../domain/capture/capture-state';
import { isBusy, type RunLane } from '../../../domain/capture/run-lane';
import { engineCommandsRun } from '../../commands/engine-commands-run';
import { type BusSender } from '../bus-sender';
import { type CaptureEventsDependencies } from '../capture-events';
import { type CaptureJob } from '../capture-job';
import { type CaptureRun } from '../capture-run';
import { type RebuildDependencies } from '../rebuild-blocks';
import { type Recorded } from '../recorder';
import { isStale } from '../stale-lanes';
import { daysOfRun } from './days-of-run';
import { handleRunTurn } from './handle-run-turn';
import { keepRuns } from './keep-runs';
import { parkInRun } from './park-in-run';
import { pinnedHooks } from './pinned-hooks';
import { receivedBefore } from './received-before';
import { type RebuiltRunBlock, runPublisher } from './run-publisher';
import { doneOf } from './run-meter';
import { runReaders } from './run-readers';
import { type RunTurn } from './run-turn';

export interface ExportsWorkDependencies extends CaptureEventsDependencies, RebuildDependencies {
  readonly sender: BusSender;
  readonly post: (job: CaptureJob) => void;
  /** The times of waking have changed while nothing else happened. */
  readonly rearm: () => void;
}

/** Everything capture does for export runs, in its own turns. */
export interface ExportsWork {
  readonly takeTurn: (id: string, turn: RunTurn | null) => Promise<Recorded>;
  readonly publishRebuilt: (rebuilt: RebuiltRunBlock) => Promise<void>;
  readonly tick: (now: number) => void;
  /** Without an answer for long: how many. */
  readonly forgetStale: (now: number) => number;
  readonly forgetBus: () => void;
  /** What changed of a hook concerns its runs: their circuit, their status. */
  readonly hookTouched: (hook: number) => void;
  /** Publishes, reads on and keeps every run that changed. */
  readonly settle: () => Promise<void>;
}

export const exportsWork = (run: CaptureRun, dependencies: ExportsWorkDependencies): ExportsWork => {
  const { eventStore, identity, post } = dependencies;
  const { touched, busy, wakes, onBus, unreadable, meter } = run.exports;
  const pinned = pinnedHooks(eventStore);
  const days = daysOfRun(eventStore);
  const parts = { ...dependencies, named: identity.named, copiesWithin: run.copies.within, pinned };
  const record = handleRunTurn(run, dependencies);

  const publisher = runPublisher(run, {
    ...parts,
    hand: (rebuilt) =>
      new Promise((resolve) => {
        post({ kind: 'run-rebuilt', rebuilt, handled: resolve });
      }),
  });
  const readers = runReaders(run, {
    ...parts,
    park: parkInRun(dependencies),
    receivedBefore: receivedBefore({ ...parts, laneOf: (id) => runOf(run.state, id) }),
    hand: (turn, id) => {
      post({ kind: 'run-turn', run: id, turn });
    },
  });
  const keep = keepRuns(run, {
    ...dependencies,
    commandRun: engineCommandsRun({ eventStore, identity }),
    lateOf: (lane: RunLane) => async () => {
      const found = await days(lane.run, lane.began)();
      return E.isLeft(found) ? null : found.right.reduce((sum, { late }) => sum + late, 0);
    },
  });

  const noteBusy = (id: string): void => {
    const lane = runOf(run.state, id);
    if (lane === undefined) return;
    meter.note(id, doneOf(lane), dependencies.clock.monotonic());
    const ofHook = busy.get(lane.run.hook) ?? new Set<string>();
    if (isBusy(lane)) busy.set(lane.run.hook, ofHook.add(id));
    else {
      ofHook.delete(id);
      readers.forget(id);
      meter.forget(id);
    }
    if (!lane.lane.blocks.some(({ publication }) => publication !== null)) onBus.delete(id);
  };

  return {
    takeTurn: async (id, turn) => {
      if (turn === null && !run.stopping) unreadable.add(id);
      const taken = turn === null ? 'recorded' : await record(turn);
      readers.done(id);
      touched.add(id);
      return taken;
    },
    publishRebuilt: publisher.publishRebuilt,
    tick: (now) => {
      for (const id of wakes.due(now)) touched.add(id);
    },
    forgetStale: (now) => {
      const stale = [...onBus].filter(([, at]) => isStale(at, now)).map(([id]) => id);
      publisher.forgetBus(stale);
      return stale.length;
    },
    forgetBus: () => {
      publisher.forgetBus([...onBus.keys()]);
    },
    hookTouched: (hook) => {
      for (const id of busy.get(hook) ?? []) touched.add(id);
    },
    settle: async () => {
      readers.roomAgain();
      if (touched.size === 0) return;
      const changed = [...touched];
      touched.clear();
      await publisher.publishDue(changed);
      for (const id of changed) {
        noteBusy(id);
        keep(id);
        readers.consider(id);
      }
    },
  };
};
