import { inMemoryEventStore } from '../../src/adapters/outbound/event-store/in-memory/in-memory-event-store';
import { namedUuid } from '../../src/adapters/outbound/identity/system/named-uuid';
import { type ClosableEventStore } from '../../src/application/ports/event-store';
import { type Identity } from '../../src/application/ports/identity';
import { type CaptureProcess, captureProcess, type Mistake } from './capture-process';
import { dice, type Dice } from './dice';
import { gates, type Gates } from './gates';
import { type History, newHistory } from './history';
import { type ModelBus, modelBus } from './model-bus';
import { modelClock, type ModelClock } from './model-clock';
import { type ModelEvents, modelEvents } from './model-events';
import { type ModelHooks, modelHooks, standingOf } from './model-hooks';
import { type ModelReceiver, modelReceiver } from './model-receiver';
import { type ModelRuns, modelRuns } from './model-runs';
import { modelWorker, type ModelWorker } from './model-worker';

/** A whole engine around the real capture, in which nothing happens by itself. */
export interface World {
  readonly dice: Dice;
  /** False: the log takes an id twice. */
  readonly exactIds: boolean;
  readonly eventStore: ClosableEventStore;
  readonly clock: ModelClock;
  readonly gates: Gates;
  readonly bus: ModelBus;
  readonly hooks: ModelHooks;
  readonly runs: ModelRuns;
  readonly events: ModelEvents;
  readonly receiver: ModelReceiver;
  readonly workers: ReadonlyArray<ModelWorker>;
  readonly history: History;
  /** Captures that run; the newest last. */
  readonly captures: () => ReadonlyArray<CaptureProcess>;
  readonly startCapture: () => CaptureProcess;
}

export interface PlantedMistake {
  readonly acknowledgesFirst?: boolean;
  readonly ofCapture?: () => Mistake;
}

const countingIds = (): Identity => {
  let count = 0;
  return {
    named: namedUuid(),
    random: () => {
      count += 1;
      return `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`;
    },
  };
};

export const newWorld = (seed: number, planted: PlantedMistake = {}): World => {
  const random = dice(seed);
  const clock = modelClock();
  const exactIds = random.chance(0.4);
  const eventStore = inMemoryEventStore({ now: clock.now, exactIds });
  const identity = countingIds();
  const history = newHistory();
  const bus = modelBus();
  const hooks = modelHooks(eventStore, identity);
  const runs = modelRuns(eventStore, identity);
  const events = modelEvents({ eventStore, identity, dice: random, clock });
  const receiver = modelReceiver(random, history, events.isPoison);
  const passed = gates((step) => void history.causes.push(`answer lost: ${step}`));
  /** Small ones, so that hooks fall behind often. */
  const limits = {
    blocksPerHook: random.pick([2, 5, 64]),
    bytesPerHook: random.pick([800, 8 * 1024 * 1024]),
    bytesInAll: random.pick([1500, 2 ** 28, 2 ** 28]),
  };
  let captures: CaptureProcess[] = [];

  const hookOf = (id: number) => {
    const hook = hooks.all()[id - 1];
    if (hook === undefined) throw new Error(`there is no hook ${String(id)}`);
    return hook;
  };
  const worker = (): ModelWorker =>
    modelWorker({
      eventStore,
      bus,
      receiver,
      identity,
      gates: passed,
      now: clock.now,
      repeated: () => void (history.repeats += 1),
      standing: (hook) => standingOf(hookOf(hook)),
      isRunning: async (run) => (await runs.stateOf(run)).status === 'in-progress',
      acknowledgesFirst: planted.acknowledgesFirst ?? false,
    });

  const workers: ReadonlyArray<ModelWorker> = [worker(), worker()];

  /** What a slow worker holds may be published again; what nobody holds must not have been lost. */
  const republished = (): void => {
    const isHeld = bus.lanes().length > 0 || workers.some(({ held }) => held() > 0);
    if (!isHeld && history.unnoticed + history.repeats === 0)
      history.wrong.push('the ten-minute rule had to find what was lost');
  };

  return {
    dice: random,
    exactIds,
    eventStore,
    clock,
    gates: passed,
    bus,
    hooks,
    runs,
    events,
    receiver,
    workers,
    history,
    captures: () => (captures = captures.filter((one) => one.isAlive())),
    startCapture: () => {
      const process = captureProcess({
        eventStore,
        bus,
        clock,
        gates: passed,
        dice: random,
        identity,
        history,
        suspend: ({ hook, reason }) => hooks.act(hookOf(hook), { kind: 'suspend', reason }),
        limits,
        exactIds,
        republished,
        mistake: planted.ofCapture?.() ?? {},
      });
      captures.push(process);
      return process;
    },
  };
};

/** All microtasks have run: every process waits for a step, a timer or the log. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
