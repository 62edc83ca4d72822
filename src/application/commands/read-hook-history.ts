import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { decodeHookEvent } from '../codecs/hook-codec';
import { type EventStore, type EventStoreUnavailable, type RecordedEvent } from '../ports/event-store';
import { hookStream } from '../streams';
import { type Actor, type HookCommandFailure, type HookHistoryEntry } from '../use-cases/hooks';
import { asUnavailable } from './unavailable';

export interface HistoryPage {
  /** Entries of a greater revision. */
  readonly after?: number;
  readonly limit: number;
}

type Entries = ReadonlyArray<HookHistoryEntry>;

const entryOf = (stored: RecordedEvent): E.Either<CorruptEvent, HookHistoryEntry> =>
  pipe(
    decodeHookEvent(stored),
    E.map((event) => ({ revision: Number(stored.revision), position: stored.position, event })),
  );

const readEntries = (
  eventStore: EventStore,
  stream: string,
  { after, limit }: HistoryPage,
): TE.TaskEither<CorruptEvent | EventStoreUnavailable, Entries> =>
  pipe(
    eventStore.readStream(stream, { direction: 'forwards', from: BigInt((after ?? -1) + 1), maxCount: limit }),
    TE.flatMapEither(({ events }) => pipe(events, E.traverseArray(entryOf))),
  );

/** What happened to the hook, oldest first; also after it was deleted. */
export const readHookHistory =
  ({ eventStore }: { readonly eventStore: EventStore }) =>
  (actor: Actor, hook: number, page: HistoryPage): TE.TaskEither<HookCommandFailure, Entries> => {
    const stream = hookStream(actor.account, hook);
    return pipe(
      readEntries(eventStore, stream, { limit: 1 }),
      TE.mapError(asUnavailable),
      TE.flatMap(([created]): TE.TaskEither<HookCommandFailure, Entries> =>
        created?.event.account === actor.account
          ? pipe(readEntries(eventStore, stream, page), TE.mapError(asUnavailable))
          : TE.left({ type: 'HookNotFound', hook }),
      ),
    );
  };
