import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { replay } from '../../domain/shared/decider';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { type AggregateDefinition } from './aggregate-definition';

/** An aggregate as its stream tells it. */
export interface Loaded<State> {
  readonly state: State;
  /** Of the last event; absent when the stream has none. */
  readonly last?: { readonly revision: bigint; readonly position: bigint };
}

const PAGE = 500;

type Events = ReadonlyArray<RecordedEvent>;

const readWhole = (
  eventStore: Pick<EventStore, 'readStream'>,
  stream: string,
  before: Events = [],
): TE.TaskEither<EventStoreUnavailable, Events> =>
  pipe(
    eventStore.readStream(stream, {
      direction: 'forwards',
      from: (before.at(-1)?.revision ?? -1n) + 1n,
      maxCount: PAGE,
    }),
    TE.flatMap(({ events }) => {
      const all = [...before, ...events];
      return events.length < PAGE ? TE.right(all) : readWhole(eventStore, stream, all);
    }),
  );

export const loadAggregate =
  <Command, State, Event, Refusal>({ decider, decode }: AggregateDefinition<Command, State, Event, Refusal>) =>
  (eventStore: Pick<EventStore, 'readStream'>) =>
  (stream: string): TE.TaskEither<CorruptEvent | EventStoreUnavailable, Loaded<State>> =>
    pipe(
      readWhole(eventStore, stream),
      TE.flatMap((stored) =>
        pipe(
          stored,
          E.traverseArray(decode),
          E.map((history) => {
            const newest = stored.at(-1);
            const state = replay<State, Event>(decider)(history);
            return newest === undefined
              ? { state }
              : { state, last: { revision: newest.revision, position: newest.position } };
          }),
          TE.fromEither<CorruptEvent | EventStoreUnavailable, Loaded<State>>,
        ),
      ),
    );
