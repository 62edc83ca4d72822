import * as E from 'fp-ts/Either';
import { matches } from '../../domain/capture-rule/matches';
import { positionsOf } from '../../domain/capture/picks';
import { type BlockSource } from '../../domain/capture/waiting-block';
import { type RoutedEvent } from '../codecs/routed-event';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type KeyStoreUnavailable } from '../ports/key-store';
import { type OpenEvents } from '../record/open-events';
import { type BlockContent, type ContentItem, type ItemShaper } from './block-content';
import { type TimelineEntry } from './hook-timeline';
import { type readStretch, type StretchPage } from './read-stretch';

/** A root block whose bytes are needed again. */
export interface RebuildRequest {
  readonly root: string;
  readonly account: number;
  readonly source: SourceByPosition;
  /** The hook at the revision that shaped the block. */
  readonly entry: TimelineEntry;
}

export type SourceByPosition = Exclude<BlockSource, { readonly kind: 'day' }>;

export interface RebuildDependencies {
  readonly read: ReturnType<typeof readStretch>;
  readonly open: OpenEvents;
  readonly shape: ItemShaper;
}

export type RebuildFailure = EventStoreUnavailable | KeyStoreUnavailable;

/** From the log with the same borders, bytes and ids, whatever happened to the bus. One account's blocks at a time. */
export const rebuildBlocks =
  (dependencies: RebuildDependencies) =>
  (account: number, requests: ReadonlyArray<RebuildRequest>) =>
  async (): Promise<E.Either<RebuildFailure, ReadonlyMap<string, BlockContent>>> => {
    const contents = new Map<string, BlockContent>();
    for (const group of neighbours(requests)) {
      const built = await rebuildGroup(dependencies, account, group);
      if (E.isLeft(built)) return built;
      for (const [root, content] of built.right) contents.set(root, content);
    }
    return E.right(contents);
  };

interface Wanted {
  readonly request: RebuildRequest;
  readonly from: bigint;
  readonly to: bigint;
  /** For a list, or where the record says which of the stretch: place of each position in the block. */
  readonly places: ReadonlyMap<bigint, number> | null;
}
interface Group {
  readonly wanted: ReadonlyArray<Wanted>;
  readonly from: bigint;
  readonly to: bigint;
}

const placesOf = (positions: ReadonlyArray<bigint>): ReadonlyMap<bigint, number> =>
  new Map(positions.map((position, place) => [position, place]));

const wantedOf = (request: RebuildRequest): Wanted => {
  const { source } = request;
  if (source.kind === 'stretch') {
    const { from, to, picks } = source;
    return { request, from, to, places: picks === undefined ? null : placesOf(positionsOf(from, picks)) };
  }
  const sorted = [...source.positions].sort((one, other) => (one < other ? -1 : 1));
  return { request, from: sorted[0] ?? 0n, to: sorted.at(-1) ?? 0n, places: placesOf(source.positions) };
};

const MOST_IN_A_GROUP = 128;
const WORTH_READING_OVER = 1000n;

/** Blocks whose stretches overlap or nearly so are read in one walk. */
const neighbours = (requests: ReadonlyArray<RebuildRequest>): ReadonlyArray<Group> => {
  const sorted = requests.map(wantedOf).sort((one, other) => (one.from < other.from ? -1 : 1));
  const groups: { wanted: Wanted[]; from: bigint; to: bigint }[] = [];
  for (const wanted of sorted) {
    const last = groups.at(-1);
    if (last === undefined || last.wanted.length >= MOST_IN_A_GROUP || wanted.from > last.to + WORTH_READING_OVER) {
      groups.push({ wanted: [wanted], from: wanted.from, to: wanted.to });
    } else {
      last.wanted.push(wanted);
      if (wanted.to > last.to) last.to = wanted.to;
    }
  }
  return groups;
};

const rebuildGroup = async (
  { read, open, shape }: RebuildDependencies,
  account: number,
  group: Group,
): Promise<E.Either<RebuildFailure, ReadonlyMap<string, BlockContent>>> => {
  const items = new Map<string, ContentItem[]>(group.wanted.map(({ request }) => [request.root, []]));
  let after = group.from - 1n;
  for (;;) {
    const page: E.Either<RebuildFailure, StretchPage> = await read({ account, after, to: group.to })();
    if (E.isLeft(page)) return page;
    const hits = hitsOf(page.right.events, group.wanted);
    const opened = await open(hits.map(({ routed }) => routed))();
    if (E.isLeft(opened)) return opened;
    hits.forEach(({ routed, wanted }, at) => {
      for (const { request, places } of wanted) {
        const item = shape(routed, opened.right[at] ?? null, request.entry.shaping);
        const built = items.get(request.root) ?? [];
        if (places !== null) built[places.get(routed.position) ?? 0] = E.isRight(item) ? item.right : item.left.item;
        else if (E.isRight(item)) built.push(item.right);
      }
    });
    if (page.right.complete) return E.right(contentsOf(group, items));
    after = page.right.readTo;
  }
};

const contentsOf = (
  group: Group,
  items: ReadonlyMap<string, ReadonlyArray<ContentItem>>,
): ReadonlyMap<string, BlockContent> =>
  new Map(
    group.wanted.map(({ request: { root, entry } }) => {
      const { entity, definition } = entry.shaping;
      return [root, { entity, format: definition.format, items: items.get(root) ?? [] }];
    }),
  );

interface Hit {
  readonly routed: RoutedEvent;
  readonly wanted: ReadonlyArray<Wanted>;
}

const hitsOf = (events: ReadonlyArray<RoutedEvent>, wanted: ReadonlyArray<Wanted>): ReadonlyArray<Hit> => {
  const hits: Hit[] = [];
  for (const routed of events) {
    const by = wanted.filter((one) => wants(one, routed));
    if (by.length > 0) hits.push({ routed, wanted: by });
  }
  return hits;
};

const wants = ({ request, from, to, places }: Wanted, routed: RoutedEvent): boolean => {
  const { position } = routed;
  if (position < from || position > to) return false;
  return places === null ? matches(request.entry.rule, routed) : places.has(position);
};
