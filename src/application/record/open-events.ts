import * as E from 'fp-ts/Either';
import { pipe } from 'fp-ts/function';
import * as TE from 'fp-ts/TaskEither';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { complete, completeOpen } from '../codecs/platform-event-codec';
import { type RoutedEvent } from '../codecs/routed-event';
import { type KeyStore, type KeyStoreUnavailable, type ToOpen } from '../ports/key-store';
import { type Log } from '../ports/log';
import { type RecentEvents } from './recent-events';

export interface OpenEventsDependencies {
  readonly keyStore: Pick<KeyStore, 'open'>;
  readonly recent: Pick<RecentEvents, 'take'>;
  readonly log: Pick<Log, 'error'>;
}
/** Whole events in the order asked for; null where the person was erased (or what was sealed is damaged: logged). */
export type OpenEvents = (
  routed: ReadonlyArray<RoutedEvent>,
) => TE.TaskEither<KeyStoreUnavailable, ReadonlyArray<PlatformEvent | null>>;

interface Sealed {
  readonly at: number;
  readonly routed: RoutedEvent;
  readonly toOpen: ToOpen;
}

const completed = (log: Pick<Log, 'error'>, routed: RoutedEvent, opened: string | null): PlatformEvent | null => {
  if (opened === null) return null;
  const event = complete(routed, opened);
  if (E.isRight(event)) return event.right;
  log.error('a sealed event is damaged', { event: routed.id, stream: routed.stream, detail: event.left.detail });
  return null;
};

/** Takes what is still held in plain, and opens all the rest in one call. */
export const openEvents =
  ({ keyStore, recent, log }: OpenEventsDependencies): OpenEvents =>
  (page) => {
    const events: (PlatformEvent | null)[] = [];
    const sealed: Sealed[] = [];
    for (const [at, routed] of page.entries()) {
      const { id, account, enclosed } = routed;
      if (enclosed.form === 'open') {
        events.push(completeOpen(routed, enclosed.part));
        continue;
      }
      const held = recent.take(id, enclosed.text);
      events.push(held);
      if (held === null) sealed.push({ at, routed, toOpen: { account, owner: enclosed.owner, sealed: enclosed.text } });
    }
    if (sealed.length === 0) return TE.right(events);
    return pipe(
      keyStore.open(sealed.map(({ toOpen }) => toOpen)),
      TE.map((plain) => {
        for (const [index, { at, routed }] of sealed.entries())
          events[at] = completed(log, routed, plain[index] ?? null);
        return events;
      }),
    );
  };
