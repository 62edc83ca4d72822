import * as E from 'fp-ts/Either';
import * as TE from 'fp-ts/TaskEither';
import { nobodyErased } from '../../src/application/read-models/erasures';
import { type Capture, capture } from '../../src/application/capture/capture';
import { completeOpen, decodeRouting } from '../../src/application/codecs/platform-event-codec';
import { type CommandBus } from '../../src/application/ports/command-bus';
import { type EventStore, type EventStoreUnavailable } from '../../src/application/ports/event-store';
import { type Identity } from '../../src/application/ports/identity';
import { type EngineSuspension } from '../../src/application/commands/engine-suspends-hook';
import { type UnsettledLimits } from '../../src/domain/capture/lane';
import { type Dice } from './dice';
import { type Gates } from './gates';
import { type History } from './history';
import { type ModelBus } from './model-bus';
import { type ModelClock } from './model-clock';

/** One running capture: the real one, whose every step towards the world waits for the schedule. */
export interface CaptureProcess {
  readonly capture: Capture;
  /** Names its gates. */
  readonly process: object;
  readonly isAlive: () => boolean;
  /** As a killed process: nothing of it happens any more. */
  readonly crash: () => void;
  /** How it began and ended, if it has. */
  readonly ended: () => 'stopped' | 'fenced' | null;
  readonly isStarted: () => boolean;
}

/** Stands between a capture and the world, to plant a mistake. */
export interface Mistake {
  readonly eventStore?: (eventStore: EventStore) => EventStore;
  readonly publish?: (publish: CommandBus['publish']) => CommandBus['publish'];
}

export interface CaptureParts {
  readonly eventStore: EventStore;
  readonly bus: ModelBus;
  readonly clock: ModelClock;
  readonly gates: Gates;
  readonly dice: Dice;
  readonly identity: Identity;
  readonly history: History;
  readonly suspend: (suspension: EngineSuspension) => Promise<boolean>;
  readonly limits: UnsettledLimits;
  readonly exactIds: boolean;
  /** The ten-minute rule published lanes again. */
  readonly republished: () => void;
  readonly mistake: Mistake;
}

const unavailable = (outcome: EventStoreUnavailable['outcome']): E.Either<EventStoreUnavailable, never> =>
  E.left({ type: 'EventStoreUnavailable', retryable: true, outcome, detail: 'the schedule says so' });

const ignore = (): void => undefined;

/** Reads answer at once, or now and then only when the schedule lets them. */
const TAKEN_OVER = 'CaptureTakenOver';
const GATED_READS = 0.15;
const STANDS_BY = 0.4;

const gatedStore = (parts: CaptureParts, process: object): EventStore => {
  const { eventStore, gates, dice, history } = parts;
  const read =
    <A>(step: string, task: TE.TaskEither<EventStoreUnavailable, A>): TE.TaskEither<EventStoreUnavailable, A> =>
    () =>
      dice.chance(GATED_READS)
        ? gates.pass({
            process,
            step,
            done: task,
            lost: () => unavailable('not-written'),
            refused: () => unavailable('not-written'),
          })
        : task();
  return {
    ...eventStore,
    append: (stream, expected, events) => () =>
      gates.pass({
        process,
        step: `append ${stream} ${events[0].type}`,
        done: async () => {
          const appended = await eventStore.append(stream, expected, events)();
          if (E.isRight(appended) && events[0].type === TAKEN_OVER) history.owner = process;
          return appended;
        },
        lost: () => unavailable('unknown'),
        refused: () => unavailable('not-written'),
      }),
    readStream: (stream, how) => read(`read ${stream}`, eventStore.readStream(stream, how)),
    readRange: (range) => read('read range', eventStore.readRange(range)),
    subscribe: (options) => {
      const subscription = eventStore.subscribe(options);
      return {
        close: subscription.close,
        next: async () => {
          const page = await subscription.next();
          if (!dice.chance(0.4)) return page;
          const late = (): typeof page => page;
          return gates.pass({ process, step: 'page', done: late, lost: late, refused: late });
        },
      };
    },
  };
};

const gatedBus = (
  { bus, gates, history }: CaptureParts,
  process: object,
  listening: (stop: () => void) => void,
): CommandBus => ({
  publish: (commands) => () =>
    gates.pass<E.Either<{ readonly type: 'CommandBusFull' }, void>>({
      process,
      step: `publish ${commands.map(({ hook, publication }) => `${String(hook)}:${publication}`).join(' ')}`,
      done: () => {
        history.published.push(...commands);
        return bus.push(commands);
      },
      lost: () => E.left({ type: 'CommandBusFull' }),
      refused: () => E.left({ type: 'CommandBusFull' }),
    }),
  consume: () => ({ stop: ignore, lose: ignore }),
  onWiped: (call) => {
    const stop = bus.onWiped(call);
    listening(stop);
    return stop;
  },
});

export const captureProcess = (parts: CaptureParts): CaptureProcess => {
  const { clock, gates, identity, history, mistake } = parts;
  const process = {};
  let alive = true;
  let started = false;
  let ended: 'stopped' | 'fenced' | null = null;
  let stopListening = ignore;
  const gatedEventStore = gatedStore(parts, process);
  const bus = gatedBus(parts, process, (stop) => (stopListening = stop));
  const running = capture({
    eventStore: mistake.eventStore?.(gatedEventStore) ?? gatedEventStore,
    bus: { ...bus, publish: mistake.publish?.(bus.publish) ?? bus.publish },
    routedOf: decodeRouting,
    openEvents: (routed) =>
      TE.right(routed.map((one) => (one.enclosed.form === 'open' ? completeOpen(one, one.enclosed.part) : null))),
    erased: nobodyErased,
    suspendHook: (suspension) => () =>
      gates.pass<E.Either<EventStoreUnavailable, boolean>>({
        process,
        step: `suspend ${String(suspension.hook)}`,
        done: async () => E.right(await parts.suspend(suspension)),
        lost: () => unavailable('unknown'),
        refused: () => unavailable('not-written'),
      }),
    clock: clock.ofProcess(() => alive),
    identity,
    log: { info: ignore, warn: ignore, error: (message) => void history.wrong.push(`logged: ${message}`) },
    metrics: { captured: ignore, parked: ignore, republished: parts.republished, copies: ignore, conflicts: ignore },
    exactIds: parts.exactIds,
    limits: parts.limits,
    defaultPolicy: { maxAttempts: 3, firstDelayMs: 1000, factor: 2, maxDelayMs: 8000, jitter: 0.5 },
  });
  const end = (how: 'stopped' | 'fenced'): void => {
    ended ??= how;
    alive = false;
  };
  void running.ended.then(end);
  /** Some stand by first, and their turn comes while another one goes on, or is gone. */
  const begin = async (): ReturnType<Capture['start']> => {
    if (!parts.dice.chance(STANDS_BY)) return running.start();
    running.standBy();
    const late = (): undefined => undefined;
    await gates.pass({ process, step: 'its turn comes', done: late, lost: late, refused: late });
    return running.start();
  };
  void begin().then((how) => {
    if (how === 'started') started = true;
    else end(how);
  });
  return {
    capture: running,
    process,
    isAlive: () => alive,
    isStarted: () => started,
    ended: () => ended,
    crash: () => {
      alive = false;
      gates.forget(process);
      stopListening();
    },
  };
};
