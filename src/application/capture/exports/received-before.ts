import * as E from 'fp-ts/Either';
import { matches } from '../../../domain/capture-rule/matches';
import { positionsOf } from '../../../domain/capture/picks';
import { type RunLane } from '../../../domain/capture/run-lane';
import { type StartedRun } from '../../../domain/export-run/export-run';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { type CorruptEvent } from '../../codecs/corrupt-event';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type EventStore, type EventStoreUnavailable } from '../../ports/event-store';
import { CAPTURES, PREFIXES } from '../../streams';
import { type HookTimeline, readTimeline } from '../hook-timeline';
import { rebuildBlocks, type RebuildDependencies, type RebuildFailure } from '../rebuild-blocks';
import { type BlockContent } from '../block-content';
import { type PinnedHooks } from './pinned-hooks';
import { rebuildRunBlock, type RebuildRunDependencies } from './rebuild-run-blocks';
import { type ReceivedBlock, receivedBlocks } from './received-blocks';
import { HOOK, inStretches, ofDay, type Stretch } from './received-stretches';
import { leftOutBecause } from './run-matching';

export interface ReceivedDependencies extends RebuildDependencies, RebuildRunDependencies {
  readonly eventStore: Pick<EventStore, 'readRange' | 'readStream'>;
  readonly named: NamedUuid;
  readonly pinned: PinnedHooks;
  /** Undefined: capture does not know the run. */
  readonly laneOf: (run: string) => RunLane | undefined;
}

type Failure = RebuildFailure | EventStoreUnavailable | CorruptEvent | { readonly type: 'RevisionGone' };
type Read<A> = Promise<E.Either<Failure, A>>;
type Received = (routed: RoutedEvent) => boolean;

const PAGE = { maxCount: 1000, maxBytes: 2 * 1024 * 1024 };

/**
 * What the hook had received when the run began, live or by an earlier run: read off the log up to there, so that it is
 * the same after every start. Blocks delivered whole are kept as stretches, of the others the events are named.
 */
export const receivedBefore =
  (dependencies: ReceivedDependencies) =>
  ({ run, began }: RunLane) =>
  async (): Read<Received> => {
    const blocks = receivedBlocks(run.hook, dependencies.named);
    for (let after: bigint | null = null; ;) {
      const prefixes = [CAPTURES, PREFIXES.outcomes, PREFIXES.parked];
      const page = await dependencies.eventStore.readRange({ prefixes, after, to: began, ...PAGE })();
      if (E.isLeft(page)) return page;
      for (const stored of page.right.events) blocks.take(stored);
      if (page.right.complete) break;
      after = page.right.events.at(-1)?.position ?? after;
    }
    const timeline = await readTimeline(dependencies.eventStore)(run.account, run.hook)();
    return E.isLeft(timeline)
      ? timeline
      : testsOf(dependencies, run, { blocks: blocks.all(), timeline: timeline.right });
  };

interface Known {
  readonly blocks: Iterable<ReceivedBlock>;
  readonly timeline: HookTimeline;
}

const testsOf = async (dependencies: ReceivedDependencies, run: StartedRun, known: Known): Read<Received> => {
  const stretches: Stretch[] = [];
  const events = new Set<string>();
  for (const block of known.blocks) {
    if (block.delivered.size === 0) continue;
    if (block.delivered.size === block.n) {
      const stretch = await stretchOf(dependencies, known.timeline, block);
      if (E.isLeft(stretch)) return stretch;
      stretches.push(...stretch.right);
      continue;
    }
    const ids = await eventsOf(dependencies, run, { block, timeline: known.timeline });
    if (E.isLeft(ids)) return ids;
    for (const id of ids.right) events.add(id);
  }
  const inStretch = inStretches(stretches);
  return E.right((routed) => events.has(routed.id) || inStretch(routed));
};

/** Of a block delivered in part, by rebuilding it. */
const eventsOf = async (
  dependencies: ReceivedDependencies,
  run: StartedRun,
  { block, timeline }: { readonly block: ReceivedBlock; readonly timeline: HookTimeline },
): Read<ReadonlyArray<string>> => {
  const content = await contentOf(dependencies, run, { block, timeline });
  if (E.isLeft(content)) return content;
  return E.right([...block.delivered].flatMap((index) => content.right?.items[index]?.event ?? []));
};

const contentOf = async (
  dependencies: ReceivedDependencies,
  { account }: StartedRun,
  { block, timeline }: { readonly block: ReceivedBlock; readonly timeline: HookTimeline },
): Read<BlockContent | undefined> => {
  const { root, from, to, of } = block;
  if (of.kind === 'hook') {
    const entry = timeline.revision(of.revision);
    if (entry === null) return E.right(undefined);
    const built = await rebuildBlocks(dependencies)(account, [
      {
        root,
        account,
        source: { kind: 'stretch', from, to, ...(of.picks === undefined ? {} : { picks: of.picks }) },
        entry,
      },
    ])();
    return E.isLeft(built) ? built : E.right(built.right.get(root));
  }
  const lane = dependencies.laneOf(of.run);
  if (lane === undefined) return E.right(undefined);
  const entry = await dependencies.pinned.of(lane.run)();
  if (E.isLeft(entry)) return entry;
  const source = { kind: 'day', day: of.day, from, to, ...(of.only === undefined ? {} : { only: of.only }) } as const;
  return rebuildRunBlock(dependencies)({ run: lane.run, began: lane.began, entry: entry.right, source })();
};

const stretchOf = async (
  { laneOf, pinned }: ReceivedDependencies,
  timeline: HookTimeline,
  { of, from, to }: ReceivedBlock,
): Read<ReadonlyArray<Stretch>> => {
  if (of.kind === 'hook') {
    const entry = timeline.revision(of.revision);
    const picked = of.picks === undefined ? null : new Set(positionsOf(from, of.picks));
    const holds = (routed: RoutedEvent): boolean =>
      picked === null ? entry !== null && matches(entry.rule, routed) : picked.has(routed.position);
    return E.right([{ of: HOOK, from, to, holds }]);
  }
  const earlier = laneOf(of.run)?.run;
  if (earlier === undefined) return E.right([]);
  const entry = await pinned.of(earlier)();
  if (E.isLeft(entry)) return entry;
  const only = of.only === undefined ? null : new Set(of.only);
  const matching = { run: earlier, entry: entry.right, received: null };
  const holds = (routed: RoutedEvent): boolean =>
    only === null ? leftOutBecause(matching, routed) === null : only.has(routed.revision);
  return E.right([{ of: ofDay(of.run, of.day), from, to, holds }]);
};
