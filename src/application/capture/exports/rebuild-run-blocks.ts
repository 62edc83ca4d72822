import * as E from 'fp-ts/Either';
import { withoutContent } from '../../../domain/content/message-content';
import { type BlockSource } from '../../../domain/capture/waiting-block';
import { type StartedRun } from '../../../domain/export-run/export-run';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type OpenEvents } from '../../record/open-events';
import { type BlockContent, type ContentItem } from '../block-content';
import { type TimelineEntry } from '../hook-timeline';
import { type RebuildFailure } from '../rebuild-blocks';
import { readDay, type ReadDayDependencies } from './day-page';
import { exportShaper } from './export-shaper';
import { leftOutBecause } from './run-matching';

export interface RebuildRunDependencies extends ReadDayDependencies {
  readonly open: OpenEvents;
  readonly named: NamedUuid;
}

export type SourceByDay = Extract<BlockSource, { readonly kind: 'day' }>;

export interface RebuildRunRequest {
  readonly run: StartedRun;
  readonly began: bigint;
  readonly entry: TimelineEntry;
  readonly source: SourceByDay;
}

/** From the log with the same borders, bytes and ids, whatever happened to the bus. */
export const rebuildRunBlock =
  (dependencies: RebuildRunDependencies) =>
  ({ run, began, entry, source }: RebuildRunRequest) =>
  async (): Promise<E.Either<RebuildFailure, BlockContent>> => {
    const { entity, definition } = entry.shaping;
    const content = (items: ReadonlyArray<ContentItem>): BlockContent => ({
      entity,
      format: withoutContent(definition.format),
      items,
    });
    const events = await eventsOf(dependencies, { run, began, entry }, source);
    if (E.isLeft(events)) return events;
    const opened = await dependencies.open(events.right)();
    if (E.isLeft(opened)) return opened;
    const shape = exportShaper(dependencies.named, run.run);
    const items = events.right.flatMap((routed, at) => {
      const item = shape(routed, opened.right[at] ?? null, entry.shaping);
      return E.isRight(item) ? [item.right] : [];
    });
    return E.right(content(items));
  };

const PAGE = 200;

const eventsOf = async (
  dependencies: ReadDayDependencies,
  { run, began, entry }: Omit<RebuildRunRequest, 'source'>,
  source: SourceByDay,
): Promise<E.Either<RebuildFailure, ReadonlyArray<RoutedEvent>>> => {
  const only = source.only === undefined ? null : new Set(source.only);
  const belongs = (routed: RoutedEvent): boolean =>
    routed.revision <= source.to &&
    (only === null ? leftOutBecause({ run, entry, received: null }, routed) === null : only.has(routed.revision));
  const found: RoutedEvent[] = [];
  for (let next = source.from; next <= source.to;) {
    const maxCount = Math.min(PAGE, Number(source.to - next) + 1);
    const cursor = { day: source.day, next };
    const page = await readDay(dependencies)({ account: run.account, cursor, before: began, maxCount })();
    if (E.isLeft(page)) return page;
    found.push(...page.right.events.filter(belongs));
    if (page.right.isEnd) break;
    next = page.right.next;
  }
  return E.right(found);
};
