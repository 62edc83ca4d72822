import * as E from 'fp-ts/Either';
import { type CompiledRule } from '../../domain/capture-rule/compile-rule';
import { meetsConditions } from '../../domain/capture-rule/deciding-clause';
import { matches } from '../../domain/capture-rule/matches';
import { type PlatformEvent } from '../../domain/platform-event/platform-event';
import { type RoutedEvent } from '../codecs/routed-event';
import { type RebuildDependencies, type RebuildFailure } from './rebuild-blocks';
import { type ContentItem, type ShapingHook } from './block-content';
import { type HookTimeline } from './hook-timeline';

/** What one turn of a catch-up reader found for a hook that is behind. */
export interface CatchUpTurn {
  readonly hook: number;
  /** Where the turn began, exclusive; it is void if the hook stands elsewhere by now. */
  readonly after: bigint;
  readonly found: ReadonlyArray<Found>;
  readonly readTo: bigint;
  /** The turn reached the end it was given. */
  readonly complete: boolean;
}
export interface Found {
  readonly shaping: ShapingHook;
  readonly routed: RoutedEvent;
  readonly item: E.Either<string, ContentItem>;
}

export interface CatchUpFrom {
  readonly hook: number;
  readonly account: number;
  readonly after: bigint;
  readonly to: bigint;
  readonly timeline: HookTimeline;
  /** Deliveries the lane has room for. */
  readonly enough: number;
  /** The stretch is skipped: matches are counted, not opened. */
  readonly countOnly: boolean;
}

export const ENOUGH_ITEMS = 1000;
const ENOUGH_BYTES = 4 * 1024 * 1024;
const MOST_PAGES = 16;

/** Walks the log from where the hook stands, as the hook stood at each position, until it has enough for some full blocks. */
export const catchUpTurn =
  (dependencies: RebuildDependencies) =>
  ({ hook, account, after, to, timeline, enough, countOnly }: CatchUpFrom) =>
  async (): Promise<E.Either<RebuildFailure, CatchUpTurn>> => {
    const found: Found[] = [];
    let readTo = after;
    let bytes = 0;
    for (let pages = 0; pages < MOST_PAGES && found.length < enough && bytes < ENOUGH_BYTES; pages += 1) {
      const page = await dependencies.read({ account, after: readTo, to })();
      if (E.isLeft(page)) return page;
      const more = await shapeMatching(dependencies, page.right.events, { timeline, countOnly });
      if (E.isLeft(more)) return more;
      found.push(...more.right);
      bytes += bytesOf(more.right);
      readTo = page.right.readTo;
      if (page.right.complete) return E.right({ hook, after, found, readTo, complete: true });
    }
    return E.right({ hook, after, found, readTo, complete: false });
  };

const bytesOf = (found: ReadonlyArray<Found>): number =>
  found.reduce((sum, { item }) => sum + (E.isRight(item) ? item.right.bytes : 0), 0);

const shapeMatching = async (
  { open, shape }: RebuildDependencies,
  events: ReadonlyArray<RoutedEvent>,
  { timeline, countOnly }: { readonly timeline: HookTimeline; readonly countOnly: boolean },
): Promise<E.Either<RebuildFailure, ReadonlyArray<Found>>> => {
  const matched = matchingIn(events, timeline);
  const unopened = countOnly && matched.every(({ rule }) => rule.conditions === null);
  const opened = unopened ? E.right([]) : await open(matched.map(({ routed }) => routed))();
  if (E.isLeft(opened)) return opened;
  return E.right(
    matched.flatMap(({ routed, shaping, rule }, at) => {
      const event = opened.right[at] ?? null;
      if (!meetsConditions(rule, event)) return [];
      return [{ routed, shaping, item: countOnly ? E.left('skipped') : itemOf(shape, { routed, event, shaping }) }];
    }),
  );
};

interface Matched {
  readonly routed: RoutedEvent;
  readonly shaping: ShapingHook;
  readonly rule: CompiledRule;
}

const matchingIn = (events: ReadonlyArray<RoutedEvent>, timeline: HookTimeline): ReadonlyArray<Matched> => {
  const matched: Matched[] = [];
  for (const routed of events) {
    const entry = timeline.at(routed.position);
    if (entry?.capturing !== true || !matches(entry.rule, routed)) continue;
    matched.push({ routed, shaping: entry.shaping, rule: entry.rule });
  }
  return matched;
};

const itemOf = (
  shape: RebuildDependencies['shape'],
  { routed, event, shaping }: Omit<Matched, 'rule'> & { readonly event: PlatformEvent | null },
): Found['item'] =>
  E.mapLeft(({ field, reason }: { readonly field: string; readonly reason: string }) => `${field}: ${reason}`)(
    shape(routed, event, shaping),
  );
