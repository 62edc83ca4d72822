import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as RNEA from 'fp-ts/ReadonlyNonEmptyArray';
import * as TE from 'fp-ts/TaskEither';
import { type AppendFailure, type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { type KeyStoreUnavailable } from '../ports/key-store';
import { type EventConflict } from '../use-cases/events';
import { type CheckedEvent } from './check-page';
import { type DayChunk, dayChunks } from './day-chunks';
import { type ReadyEvent } from './seal-page';

export interface AppendPageDependencies {
  readonly eventStore: Pick<EventStore, 'append'>;
  readonly knownEvents: (page: ReadonlyArray<CheckedEvent>) => TE.TaskEither<AppendPageFailure, ReadonlySet<string>>;
}
export type AppendPageFailure = EventConflict | EventStoreUnavailable | KeyStoreUnavailable;

/** How often ids that others took meanwhile are looked up again; inside one process they are claimed and it happens once. */
const MAX_ROUNDS = 3;

type Written = 'written' | 'ids-known';

const unexpected = (failure: Exclude<AppendFailure, EventStoreUnavailable>): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable: false,
  outcome: 'not-written',
  detail: `the event store refused an append that should fit: ${failure.type}`,
});

const gaveUp: EventStoreUnavailable = {
  type: 'EventStoreUnavailable',
  retryable: true,
  outcome: 'not-written',
  detail: 'others keep recording events of the same ids; send the request again',
};

const orIdsKnown = (failure: AppendFailure): E.Either<EventStoreUnavailable, Written> => {
  if (failure.type === 'EventIdsTaken') return E.right('ids-known');
  return E.left(failure.type === 'EventStoreUnavailable' ? failure : unexpected(failure));
};

const appendChunk =
  ({ eventStore }: AppendPageDependencies) =>
  ({ stream, events }: DayChunk): TE.TaskEither<EventStoreUnavailable, Written> =>
  async () => {
    const appended = await eventStore.append(stream, 'any', RNEA.map(({ stored }: ReadyEvent) => stored)(events))();
    return E.isLeft(appended) ? orIdsKnown(appended.left) : E.right(appended.right.repeated ? 'ids-known' : 'written');
  };

/** What came of several appends; `own` are the ids they wrote. */
interface Progress {
  readonly last: Written;
  readonly own: ReadonlyArray<string>;
}

/** One after another, so that the log keeps the order of the request; the first one that was known stops the rest. */
const appendChunks = (
  deps: AppendPageDependencies,
  chunks: ReadonlyArray<DayChunk>,
  own: ReadonlyArray<string>,
): TE.TaskEither<EventStoreUnavailable, Progress> => {
  const [chunk, ...others] = chunks;
  if (chunk === undefined) return TE.right({ last: 'written', own });
  return pipe(
    appendChunk(deps)(chunk),
    TE.flatMap((last) =>
      last === 'written'
        ? appendChunks(deps, others, [...own, ...chunk.events.map(({ stored }) => stored.id)])
        : TE.right({ last, own }),
    ),
  );
};

const without = (ids: ReadonlySet<string>, own: ReadonlyArray<string>): ReadonlySet<string> => {
  const others = new Set(ids);
  for (const id of own) others.delete(id);
  return others;
};

interface Round {
  readonly number: number;
  /** Ids that earlier rounds of this request wrote: known by now, and yet no repeats. */
  readonly own: ReadonlyArray<string>;
}

/** Looks known ids up before anything is written, so that a conflict leaves nothing half stored. */
const appendUnknown = (
  deps: AppendPageDependencies,
  page: ReadonlyArray<ReadyEvent>,
  round: Round,
): TE.TaskEither<AppendPageFailure, ReadonlySet<string>> =>
  pipe(
    deps.knownEvents(page.map(({ checked }) => checked)),
    TE.flatMap((known) =>
      pipe(
        appendChunks(deps, dayChunks(page.filter(({ stored }) => !known.has(stored.id))), round.own),
        TE.flatMap(({ last, own }): TE.TaskEither<AppendPageFailure, ReadonlySet<string>> => {
          if (last === 'written') return TE.right(without(known, round.own));
          return round.number < MAX_ROUNDS
            ? appendUnknown(deps, page, { number: round.number + 1, own })
            : TE.left(gaveUp);
        }),
      ),
    ),
  );

const FIRST_ROUND: Round = { number: 1, own: [] };

/**
 * Writes a page to the day streams; answers after the last append with the ids that were known before, with the same
 * body. A single append is tried at once: the store itself says whether an id is known.
 */
export const appendPage =
  (deps: AppendPageDependencies) =>
  (page: ReadonlyArray<ReadyEvent>): TE.TaskEither<AppendPageFailure, ReadonlySet<string>> => {
    const [first, ...others] = dayChunks(page);
    if (first === undefined) return TE.right(new Set());
    if (others.length > 0) return appendUnknown(deps, page, FIRST_ROUND);
    return async () => {
      const written = await appendChunk(deps)(first)();
      if (E.isLeft(written)) return written;
      return written.right === 'written' ? E.right(new Set()) : appendUnknown(deps, page, FIRST_ROUND)();
    };
  };
