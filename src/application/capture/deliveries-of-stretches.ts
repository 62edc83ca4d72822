import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { deliveryId } from '../../domain/block/ids';
import { matches } from '../../domain/capture-rule/matches';
import { positionsOf } from '../../domain/capture/picks';
import { type NamedUuid } from '../../domain/shared/named-uuid';
import { type RoutedEvent } from '../codecs/routed-event';
import { type BlockStretch, type StretchDelivery } from '../deliveries/delivery-dependencies';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { deliveriesOfStretch } from './deliveries-of-stretch';
import { type HookTimeline, readTimeline, type TimelineEntry } from './hook-timeline';
import { type RebuildDependencies } from './rebuild-blocks';

export interface DeliveriesOfStretchesDependencies extends RebuildDependencies {
  readonly eventStore: Pick<EventStore, 'readStream'>;
  readonly named: NamedUuid;
}
type Deliveries = ReadonlyArray<StretchDelivery>;
type Read<A> = Promise<E.Either<EventStoreUnavailable, A>>;

interface Wanted {
  readonly stretch: BlockStretch;
  readonly entry: TimelineEntry;
  /** Null: all that match. */
  readonly picked: ReadonlySet<bigint> | null;
  readonly found: StretchDelivery[];
}
interface Group {
  readonly from: bigint;
  to: bigint;
  readonly wanted: Wanted[];
}

/** Farther apart, a second read is cheaper than the events between. */
const WORTH_READING_OVER = 4n;

const wantedOf = (timeline: HookTimeline, stretch: BlockStretch): Wanted | null => {
  const entry = timeline.revision(stretch.revision);
  if (entry === null) return null;
  const { from, picks } = stretch;
  return { stretch, entry, picked: picks === undefined ? null : new Set(positionsOf(from, picks)), found: [] };
};

const neighbours = (wanted: ReadonlyArray<Wanted>): ReadonlyArray<Group> => {
  const groups: Group[] = [];
  for (const one of [...wanted].sort((a, b) => (a.stretch.from < b.stretch.from ? -1 : 1))) {
    const { from, to } = one.stretch;
    const last = groups.at(-1);
    if (last === undefined || from > last.to + WORTH_READING_OVER) groups.push({ from, to, wanted: [one] });
    else {
      last.wanted.push(one);
      if (to > last.to) last.to = to;
    }
  }
  return groups;
};

const isIn = ({ stretch, entry, picked }: Wanted, routed: RoutedEvent): boolean => {
  const { position } = routed;
  if (position < stretch.from || position > stretch.to) return false;
  return picked === null ? matches(entry.rule, routed) : picked.has(position);
};

const take = (named: NamedUuid, hook: number, wanted: Wanted, routed: RoutedEvent): void => {
  const { id, type, occurredAt, position, owner } = routed;
  wanted.found.push({
    index: wanted.found.length,
    delivery: deliveryId(named, hook, id),
    event: id,
    eventType: type,
    occurredAt,
    position,
    owner,
  });
};

const takeInto = (wanted: ReadonlyArray<Wanted>, routed: RoutedEvent, taken: (one: Wanted) => void): void => {
  for (const one of wanted) if (isIn(one, routed)) taken(one);
};

const readGroup = async (
  { read, named }: DeliveriesOfStretchesDependencies,
  whose: { readonly account: number; readonly hook: number },
  { from, to, wanted }: Group,
): Read<void> => {
  for (let after = from - 1n; ;) {
    const page = await read({ account: whose.account, after, to })();
    if (E.isLeft(page)) return page;
    for (const routed of page.right.events) takeInto(wanted, routed, (one) => take(named, whose.hook, one, routed));
    if (page.right.complete) return E.right(undefined);
    after = page.right.readTo;
  }
};

/** What was not counted so when it was captured is built again as capture did. */
const counted = async (
  dependencies: DeliveriesOfStretchesDependencies,
  { account, hook }: { readonly account: number; readonly hook: number },
  wanted: Wanted | null,
): Read<Deliveries> => {
  if (wanted === null) return E.right([]);
  const { stretch, found } = wanted;
  if (stretch.n === undefined || stretch.n === found.length) return E.right(found);
  return deliveriesOfStretch(dependencies, () => account)(hook, stretch)();
};

/**
 * The deliveries that stretches of the log became for a hook, each by its index in the block. They are matched again
 * by what lies in clear, nothing is opened or shaped; neighbours are read together, and all at once.
 */
export const deliveriesOfStretches =
  (dependencies: DeliveriesOfStretchesDependencies, accountOf: (hook: number) => number | undefined) =>
  (
    hook: number,
    stretches: ReadonlyArray<BlockStretch>,
  ): TaskEither<EventStoreUnavailable, ReadonlyArray<Deliveries>> =>
  async () => {
    const account = accountOf(hook);
    if (account === undefined) return E.right(stretches.map(() => []));
    const timeline = await readTimeline(dependencies.eventStore)(account, hook)();
    if (E.isLeft(timeline)) return E.left(asUnavailable(timeline.left));
    const wanted = stretches.map((stretch) => wantedOf(timeline.right, stretch));
    const groups = neighbours(wanted.filter((one) => one !== null));
    const read = await Promise.all(groups.map((group) => readGroup(dependencies, { account, hook }, group)));
    const failed = read.find(E.isLeft);
    if (failed !== undefined) return failed;
    const all: Deliveries[] = [];
    for (const one of wanted) {
      const deliveries = await counted(dependencies, { account, hook }, one);
      if (E.isLeft(deliveries)) return deliveries;
      all.push(deliveries.right);
    }
    return E.right(all);
  };

const asUnavailable = (failure: { readonly type: string; readonly detail: string }): EventStoreUnavailable => ({
  type: 'EventStoreUnavailable',
  retryable: false,
  outcome: 'not-written',
  detail: `${failure.type}: ${failure.detail}`,
});
