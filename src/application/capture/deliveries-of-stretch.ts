import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type BlockStretch, type StretchDelivery } from '../deliveries/delivery-dependencies';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { readTimeline } from './hook-timeline';
import { rebuildBlocks, type RebuildDependencies } from './rebuild-blocks';

export interface DeliveriesOfStretchDependencies extends RebuildDependencies {
  readonly eventStore: Pick<EventStore, 'readStream'>;
}

const ROOT = 'stretch';

/** The deliveries a stretch of the log became for a hook, by their index in the block: built again as capture did. */
export const deliveriesOfStretch =
  (dependencies: DeliveriesOfStretchDependencies, accountOf: (hook: number) => number | undefined) =>
  (hook: number, stretch: BlockStretch): TaskEither<EventStoreUnavailable, ReadonlyArray<StretchDelivery>> =>
  async () => {
    const account = accountOf(hook);
    if (account === undefined) return E.right([]);
    const timeline = await readTimeline(dependencies.eventStore)(account, hook)();
    if (E.isLeft(timeline)) return E.left(asUnavailable(timeline.left));
    const { from, to, revision, picks } = stretch;
    const entry = timeline.right.revision(revision);
    if (entry === null) return E.right([]);
    const source = { kind: 'stretch', from, to, ...(picks === undefined ? {} : { picks }) } as const;
    const built = await rebuildBlocks(dependencies)(account, [{ root: ROOT, account, source, entry }])();
    if (E.isLeft(built)) return E.left(asUnavailable(built.left));
    const items = built.right.get(ROOT)?.items ?? [];
    return E.right(
      items.map(({ delivery, event, type, occurredAt, position, owner }, index) => ({
        index,
        delivery,
        event,
        eventType: type,
        occurredAt,
        position,
        owner,
      })),
    );
  };

/** What the failing part said of a later try stands: a reader may wait for it. */
const asUnavailable = (failure: {
  readonly type: string;
  readonly detail: string;
  readonly retryable?: boolean;
}): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable: failure.retryable ?? false,
  outcome: 'not-written',
  detail: `${failure.type}: ${failure.detail}`,
});
