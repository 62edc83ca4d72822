import * as E from 'fp-ts/Either';
import { evolve } from '../../domain/hook/evolve';
import { type Hook } from '../../domain/hook/hook';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { decodeHookEvent } from '../codecs/hook-codec';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { hookStream } from '../streams';
import { type HookView } from '../use-cases/hooks';

/** A hook as one of its revisions made it. */
export interface HookRevision extends HookView {
  readonly since: string;
  readonly by: string;
}

const PAGE = 200;

/** All revisions of a hook, oldest first: a hook has few. */
export const hookRevisions =
  (eventStore: Pick<EventStore, 'readStream'>) =>
  async (
    account: number,
    hook: number,
  ): Promise<E.Either<EventStoreUnavailable | CorruptEvent, ReadonlyArray<HookRevision>>> => {
    const revisions: HookRevision[] = [];
    let state: Hook = { status: 'absent' };
    for (let from = 0n; ; from += BigInt(PAGE)) {
      const read = { direction: 'forwards' as const, from, maxCount: PAGE };
      const page = await eventStore.readStream(hookStream(account, hook), read)();
      if (E.isLeft(page)) return page;
      for (const stored of page.right.events) {
        const event = decodeHookEvent(stored);
        if (E.isLeft(event)) return event;
        state = evolve(state, event.right);
        const { at, by } = event.right;
        if (state.status !== 'absent')
          revisions.push({
            hook: state,
            revision: Number(stored.revision),
            position: stored.position,
            since: at,
            by,
          });
      }
      if (page.right.events.length < PAGE) return E.right(revisions);
    }
  };
