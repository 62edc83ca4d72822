import * as E from 'fp-ts/Either';
import type * as TE from 'fp-ts/TaskEither';
import { type Clock } from '../ports/clock';
import { type EventStore, type EventSubscription, type RecordedEvent } from '../ports/event-store';
import { type Log } from '../ports/log';

export interface FollowStoredModelPorts {
  readonly eventStore: Pick<EventStore, 'subscribe' | 'lastPosition'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly log: Pick<Log, 'warn'>;
}

/** A read model in a store of its own, which remembers up to which position of the log it is made. */
export interface StoredModel {
  /** How the log calls it: 'the delivery search'. */
  readonly name: string;
  readonly prefixes: ReadonlyArray<string>;
  readonly position: () => TE.TaskEither<unknown, bigint | null>;
  readonly clear: () => TE.TaskEither<unknown, unknown>;
  /** Called with where it goes on, each time it does. */
  readonly goesOn: (position: bigint | null) => void;
  /** Folds a page in; false when that failed and is to be tried again. */
  readonly apply: (events: ReadonlyArray<RecordedEvent>) => Promise<boolean>;
}

export interface FollowingStoredModel {
  /** Resolves when the page at hand is done. */
  readonly close: () => Promise<void>;
}

const PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 };
/** At once when quiet; while busy in larger bites, so that delivery keeps its time. */
const BETWEEN_PAGES_MS = 400;
const BEFORE_RETRY_MS = 1000;

/**
 * Where to go on reading: behind the model's own position, or at the start of the log when the model is ahead of it,
 * as beside a log restored from a backup. What it holds then never was, and is cleared.
 */
const whereToGoOn = async (
  { eventStore, log }: FollowStoredModelPorts,
  { name, position, clear }: StoredModel,
): Promise<E.Either<unknown, bigint | null>> => {
  // The log first: a model abreast of it is then never taken for one ahead.
  const newest = await eventStore.lastPosition()();
  const found = await position()();
  if (E.isLeft(newest) || E.isLeft(found)) return E.isLeft(newest) ? newest : found;
  if (found.right === null || found.right <= (newest.right ?? -1n)) return found;
  log.warn(`${name} is ahead of the log, as after a restore of an older log, and is filled anew`, {
    position: String(found.right),
    log: newest.right === null ? 'empty' : String(newest.right),
  });
  return E.map(() => null)(await clear()());
};

/** Keeps a stored model abreast of the log by a subscription of its own; begins anew when its store was lost or is ahead. */
export const followStoredModel = (ports: FollowStoredModelPorts, model: StoredModel): FollowingStoredModel => {
  let closed = false;
  let subscription: EventSubscription | null = null;
  let wake: () => void = () => undefined;
  const isOpen = (): boolean => !closed;

  const pause = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      const cancel = ports.clock.after(ms, resolve);
      wake = () => {
        cancel();
        resolve();
      };
      if (closed) wake();
    });

  /** Until the store fails or the model is closed. */
  const follow = async (after: bigint | null): Promise<void> => {
    subscription = ports.eventStore.subscribe({ prefixes: model.prefixes, after, ...PAGE });
    while (isOpen()) {
      const events = await subscription.next();
      if (events === null || !(await model.apply(events))) break;
      if (events.length < PAGE.maxCount) await pause(BETWEEN_PAGES_MS);
    }
    subscription.close();
  };

  const run = async (): Promise<void> => {
    while (isOpen()) {
      const position = await whereToGoOn(ports, model);
      if (E.isRight(position)) {
        model.goesOn(position.right);
        await follow(position.right);
      }
      if (isOpen()) await pause(BEFORE_RETRY_MS);
    }
  };

  const running = run();
  return {
    close: async () => {
      closed = true;
      subscription?.close();
      wake();
      await running;
    },
  };
};
