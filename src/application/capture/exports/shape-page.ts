import * as E from 'fp-ts/Either';
import { meetsConditions } from '../../../domain/capture-rule/deciding-clause';
import { type PlatformEvent } from '../../../domain/platform-event/platform-event';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type OpenEvents } from '../../record/open-events';
import { type RebuildFailure } from '../rebuild-blocks';
import { type DayRead, readDay, type ReadDayDependencies } from './day-page';
import { exportShaper, type ExportShaper } from './export-shaper';
import { leftOutBecause, type RunMatching } from './run-matching';
import { type ShapedEntry, type ShapedPage } from './shaped-page';

export interface ShapePageDependencies extends ReadDayDependencies {
  readonly open: OpenEvents;
  readonly named: NamedUuid;
  /** Called after every few events: waits where others go first. */
  readonly giveWay: () => Promise<void> | undefined;
}

export type ShapePage = (asked: DayRead) => Promise<E.Either<RebuildFailure, ShapedPage>>;

const EVENTS_AT_A_TIME = 20;

/** Reads a page of a day, and makes of it what the run sends: matched in clear, opened in one call, shaped. */
export const shapePage = (dependencies: ShapePageDependencies) => {
  const read = readDay(dependencies);
  const { open, named, giveWay } = dependencies;
  return (matching: RunMatching): ShapePage => {
    const shape = exportShaper(named, matching.run.run);
    return async (asked) => {
      const page = await read(asked)();
      if (E.isLeft(page)) return page;
      const { events, ...reached } = page.right;
      const because = events.map((routed) => leftOutBecause(matching, routed));
      const opened = await open(events.filter((_, at) => because[at] === null))();
      if (E.isLeft(opened)) return opened;
      const entries: ShapedEntry[] = [];
      let next = 0;
      for (const [at, routed] of events.entries()) {
        if (at % EVENTS_AT_A_TIME === 0) await giveWay();
        const left = because[at] ?? null;
        entries.push(
          left === null
            ? entryOf(matching, shape, { routed, event: opened.right[next++] ?? null })
            : { kind: 'left-out', revision: routed.revision, because: left, hidden: left === 'alreadyDelivered' },
        );
      }
      return E.right({ entries, ...reached });
    };
  };
};

interface Opened {
  readonly routed: RoutedEvent;
  /** Null: the person was erased. */
  readonly event: PlatformEvent | null;
}

const entryOf = (
  { entry: { rule, shaping } }: RunMatching,
  shape: ExportShaper,
  { routed, event }: Opened,
): ShapedEntry => {
  const { revision } = routed;
  if (!meetsConditions(rule, event)) return { kind: 'left-out', revision, because: 'notMatched', hidden: true };
  const item = shape(routed, event, shaping);
  return E.isRight(item)
    ? { kind: 'item', revision, item: item.right }
    : { kind: 'unshaped', revision, unshaped: item.left };
};
