import { pipe } from 'fp-ts/function';
import { type ReadonlyNonEmptyArray } from 'fp-ts/ReadonlyNonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import {
  type AppendFailure,
  type Appended,
  type EventStore,
  type ExpectedRevision,
  type NewEvent,
} from '../ports/event-store';

/** What is to be appended, with ids already given. */
export interface PreparedAppend {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: ReadonlyNonEmptyArray<NewEvent>;
}

const REPEATS = 2;

/** Asks again, with the same ids, where the store cannot say whether it has written: that never writes twice. */
export const appendSurely =
  (eventStore: EventStore, repeats = REPEATS) =>
  (prepared: PreparedAppend): TE.TaskEither<AppendFailure, Appended> =>
    pipe(
      eventStore.append(prepared.stream, prepared.expected, prepared.events),
      TE.orElse((failure) =>
        failure.type === 'EventStoreUnavailable' && failure.outcome === 'unknown' && repeats > 0
          ? appendSurely(eventStore, repeats - 1)(prepared)
          : TE.left(failure),
      ),
    );
