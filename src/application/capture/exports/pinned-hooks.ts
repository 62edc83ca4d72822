import * as E from 'fp-ts/Either';
import { type StartedRun } from '../../../domain/export-run/export-run';
import { type CorruptEvent } from '../../codecs/corrupt-event';
import { type EventStore, type EventStoreUnavailable } from '../../ports/event-store';
import { readTimeline, type TimelineEntry } from '../hook-timeline';

export interface RevisionGone {
  readonly type: 'RevisionGone';
}

/** The hook of a run at its pinned revision: read once, it never changes. */
export interface PinnedHooks {
  readonly of: (
    run: StartedRun,
  ) => () => Promise<E.Either<EventStoreUnavailable | CorruptEvent | RevisionGone, TimelineEntry>>;
  readonly forget: (run: string) => void;
}

export const pinnedHooks = (eventStore: Pick<EventStore, 'readStream'>): PinnedHooks => {
  const known = new Map<string, TimelineEntry>();
  return {
    of:
      ({ run, account, hook, hookRevision }) =>
      async () => {
        const entry = known.get(run);
        if (entry !== undefined) return E.right(entry);
        const timeline = await readTimeline(eventStore)(account, hook)();
        if (E.isLeft(timeline)) return timeline;
        const pinned = timeline.right.revision(hookRevision);
        if (pinned === null) return E.left({ type: 'RevisionGone' });
        known.set(run, pinned);
        return E.right(pinned);
      },
    forget: (run) => void known.delete(run),
  };
};
