import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { decodeRouting } from '../codecs/platform-event-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { type KeyStoreUnavailable } from '../ports/key-store';
import { type EventConflict } from '../use-cases/events';
import { type CheckedEvent, conflictOf } from './check-page';
import { type OpenEvents } from './open-events';
import { isSameEvent } from './same-event';

export interface KnownEventsDependencies {
  readonly eventStore: Pick<EventStore, 'find'>;
  readonly openEvents: OpenEvents;
}

const unreadable = ({ stream, revision, detail }: CorruptEvent): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable: false,
  outcome: 'not-written',
  detail: `a known event cannot be read: ${stream} ${String(revision)}, ${detail}`,
});

/**
 * Which of these events are in the log already, by id. A known id with another body is a conflict; a known event
 * whose person was erased cannot be compared any more and counts as the same.
 */
export const knownEvents =
  ({ eventStore, openEvents }: KnownEventsDependencies) =>
  (
    page: ReadonlyArray<CheckedEvent>,
  ): TE.TaskEither<EventConflict | EventStoreUnavailable | KeyStoreUnavailable, ReadonlySet<string>> =>
    pipe(
      eventStore.find(page.map(({ event }) => event.id)),
      TE.flatMapEither((stored) => E.mapLeft(unreadable)(E.traverseArray(decodeRouting)(stored))),
      TE.bindTo('routed'),
      TE.bindW('opened', ({ routed }) => openEvents(routed)),
      TE.flatMapEither(({ routed, opened }) => {
        const stored = new Map(routed.map((event: RoutedEvent, index) => [event.id, opened[index] ?? null]));
        const conflicts = page.filter(({ event }) => {
          const known = stored.get(event.id) ?? null;
          return known !== null && !isSameEvent(known, event);
        });
        return conflicts.length > 0 ? E.left(conflictOf(conflicts)) : E.right(new Set(stored.keys()));
      }),
    );
