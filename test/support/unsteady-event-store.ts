import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import {
  type EventStore,
  type EventStoreUnavailable,
  type EventSubscription,
  type RecordedEvent,
} from '../../src/application/ports/event-store';
import { waitUntil } from './wait-until';

export interface UnsteadyEventStore extends EventStore {
  /** From now on the store cannot be reached, or answers no reads; what is under way goes on. */
  readonly goDown: (what?: 'all' | 'reads') => void;
  readonly comeBack: () => void;
  /** From now on subscriptions hand nothing on. */
  readonly holdSubscriptions: () => void;
  /** Hands on what was held, and waits until the subscribers have worked through all that was appended here. */
  readonly tellAll: () => Promise<void>;
  readonly endSubscriptions: () => void;
  /** From now on reads of streams are made, and their answers kept back until the function it gives is called. */
  readonly holdAnswers: () => () => void;
  /** Calls of reads and appends so far. */
  readonly reads: () => number;
  readonly appends: () => number;
  /** Appends under way at most so far. */
  readonly mostAppends: () => number;
}

const DOWN: EventStoreUnavailable = {
  type: 'EventStoreUnavailable',
  retryable: true,
  outcome: 'not-written',
  detail: 'the test took it down',
};

/** An event store as one process sees it over a bad line. */
export const unsteadyEventStore = (store: EventStore): UnsteadyEventStore => {
  let isDown: false | 'all' | 'reads' = false;
  let held: PromiseWithResolvers<undefined> | null = null;
  const [counts, under] = [
    { reads: 0, appends: 0 },
    { appends: 0, most: 0 },
  ];
  const workedOff: (() => bigint)[] = [];
  const subscriptions: EventSubscription[] = [];
  let heldAnswers: Promise<unknown> = Promise.resolve();

  const reached =
    <Failure, Result>(task: TaskEither<Failure, Result>): TaskEither<Failure | EventStoreUnavailable, Result> =>
    () =>
      isDown === false ? task() : Promise.resolve(E.left(DOWN));
  const written =
    <Failure, Result>(task: TaskEither<Failure, Result>): TaskEither<Failure | EventStoreUnavailable, Result> =>
    () =>
      isDown === 'all' ? Promise.resolve(E.left(DOWN)) : task();
  const subscribed = (inner: EventSubscription, after: bigint | null): EventSubscription => {
    let [handed, done] = [after ?? -1n, after ?? -1n];
    workedOff.push(() => done);
    subscriptions.push(inner);
    const next = async (): Promise<ReadonlyArray<RecordedEvent> | null> => {
      done = handed;
      const page = await inner.next();
      if (held !== null) await held.promise;
      handed = page?.at(-1)?.position ?? handed;
      return page;
    };
    return {
      next,
      close: () => {
        held?.resolve(undefined);
        inner.close();
      },
    };
  };

  return {
    ...store,
    append: (stream, expected, events) =>
      written(async () => {
        counts.appends += 1;
        under.appends += 1;
        under.most = Math.max(under.most, under.appends);
        const answer = await store.append(stream, expected, events)();
        under.appends -= 1;
        return answer;
      }),
    readStream: (stream, read) => {
      counts.reads += 1;
      return reached(async () => {
        const answer = await store.readStream(stream, read)();
        await heldAnswers;
        return answer;
      });
    },
    readRange: (read) => reached(store.readRange(read)),
    lastPosition: () => reached(store.lastPosition()),
    writeMetadata: (stream, metadata) => written(store.writeMetadata(stream, metadata)),
    subscribe: (options) => subscribed(store.subscribe(options), options.after),
    goDown: (what = 'all') => {
      isDown = what;
    },
    comeBack: () => {
      isDown = false;
    },
    holdSubscriptions: () => {
      held ??= Promise.withResolvers();
    },
    tellAll: async () => {
      held?.resolve(undefined);
      held = null;
      const newest = await store.lastPosition()();
      const position = E.isRight(newest) ? (newest.right ?? -1n) : -1n;
      await waitUntil(() => workedOff.every((done) => done() >= position));
    },
    endSubscriptions: () => {
      for (const { close } of subscriptions) close();
    },
    holdAnswers: () => {
      const { promise, resolve } = Promise.withResolvers<undefined>();
      heldAnswers = promise;
      return () => resolve(undefined);
    },
    reads: () => counts.reads,
    appends: () => counts.appends,
    mostAppends: () => under.most,
  };
};
