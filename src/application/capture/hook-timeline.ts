import * as E from 'fp-ts/Either';
import { evolve } from '../../domain/hook/evolve';
import { type Hook } from '../../domain/hook/hook';
import { compileRule, type CompiledRule } from '../../domain/capture-rule/compile-rule';
import { decodeHookEvent } from '../codecs/hook-codec';
import { type CorruptEvent } from '../codecs/corrupt-event';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { hookStream } from '../streams';
import { type ShapingHook } from './block-content';
import { isCapturing } from './standing-hooks';

/** A hook at one of its revisions, from `position` on. */
export interface TimelineEntry {
  readonly position: bigint;
  readonly capturing: boolean;
  readonly rule: CompiledRule;
  readonly shaping: ShapingHook;
}

/** A hook as it stood at any position: why something was captured has one answer for ever. */
export interface HookTimeline {
  /** The entry in force for an event at the position; null before the hook was created. */
  readonly at: (position: bigint) => TimelineEntry | null;
  readonly revision: (revision: number) => TimelineEntry | null;
}

const PAGE = 200;

const entryOf = (hook: Exclude<Hook, { status: 'absent' }>, revision: number, position: bigint): TimelineEntry => ({
  position,
  capturing: isCapturing(hook),
  rule: compileRule(hook.definition.rule),
  shaping: { hook: hook.hook, revision, entity: hook.entity, definition: hook.definition },
});

const timelineOf = (entries: ReadonlyArray<TimelineEntry>): HookTimeline => ({
  at: (position) => entries.findLast((entry) => entry.position < position) ?? null,
  revision: (revision) => entries[revision] ?? null,
});

/** Reads a hook's whole history; a hook has few events. */
export const readTimeline =
  (eventStore: Pick<EventStore, 'readStream'>) =>
  (account: number, hook: number) =>
  async (): Promise<E.Either<EventStoreUnavailable | CorruptEvent, HookTimeline>> => {
    const entries: TimelineEntry[] = [];
    let state: Hook = { status: 'absent' };
    for (let from = 0n; ; from += BigInt(PAGE)) {
      const page = await eventStore.readStream(hookStream(account, hook), {
        direction: 'forwards',
        from,
        maxCount: PAGE,
      })();
      if (E.isLeft(page)) return page;
      for (const stored of page.right.events) {
        const event = decodeHookEvent(stored);
        if (E.isLeft(event)) return event;
        state = evolve(state, event.right);
        if (state.status !== 'absent') entries.push(entryOf(state, Number(stored.revision), stored.position));
      }
      if (page.right.events.length < PAGE) return E.right(timelineOf(entries));
    }
  };
