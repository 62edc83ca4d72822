import * as E from 'fp-ts/Either';
import { type RunCursor, type RunParkedAtOnce } from '../../../domain/capture/run-record';
import { utcDaysOf } from '../../../domain/shared/zoned-days';
import { meetsConditions } from '../../../domain/capture-rule/deciding-clause';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { type PlatformEvent } from '../../../domain/platform-event/platform-event';
import { type RoutedEvent } from '../../codecs/routed-event';
import { type UnshapedItem } from '../block-content';
import { type RebuildFailure } from '../rebuild-blocks';
import { type OpenEvents } from '../../record/open-events';
import { type DayPage, readDay, type ReadDayDependencies } from './day-page';
import { exportShaper, type ExportShaper } from './export-shaper';
import { type Checkpoint, runDraft, type RunDraft } from './run-draft';
import { type LeftOut, leftOutBecause, type RunMatching } from './run-matching';

/** What one turn of an export's reader found. */
export interface RunTurn extends Checkpoint {
  readonly run: string;
  /** Where it began; the turn is void if the run stands elsewhere by now. */
  readonly from: RunCursor;
  readonly parked: ReadonlyArray<RunParkedAtOnce>;
}

export interface RunTurnDependencies extends ReadDayDependencies {
  readonly open: OpenEvents;
  readonly named: NamedUuid;
  /** Called after every few events: waits where others go first. */
  readonly giveWay: () => Promise<void> | undefined;
  /** Parks what cannot be shaped. */
  readonly park: (matching: RunMatching, routed: RoutedEvent, unshaped: UnshapedItem) => Promise<RunParkedAtOnce>;
}

export interface RunTurnFrom {
  readonly matching: RunMatching;
  readonly cursor: RunCursor;
  readonly before: bigint;
  /** Blocks the lane has room for. */
  readonly enough: number;
}

const ENOUGH_BYTES = 2 * 1024 * 1024;
const MOST_PAGES = 16;
const PAGE = { least: 16, first: 100, most: 400, bytes: 512 * 1024 };
const EVENTS_AT_A_TIME = 20;

/** Reads days in order, and a day in the order of its recording, until there are some full blocks. */
export const runTurn =
  (dependencies: RunTurnDependencies) =>
  ({ matching, cursor: from, before, enough }: RunTurnFrom) =>
  async (): Promise<E.Either<RebuildFailure, RunTurn>> => {
    const { run, entry } = matching;
    const days = utcDaysOf(run.period.begins, run.period.ends);
    const draft = runDraft({ named: dependencies.named, run: run.run, hook: entry.shaping, from });
    const work: Working = {
      ...dependencies,
      matching,
      draft,
      parked: [],
      shape: exportShaper(dependencies.named, run.run),
    };
    const cursor = await readOn(work, { from, before, enough, days });
    if (E.isLeft(cursor)) return cursor;
    return E.right({ run: run.run, from, ...reachedBy(draft, cursor.right), parked: work.parked });
  };

interface Stretch extends Pick<RunTurnFrom, 'before' | 'enough'> {
  readonly from: RunCursor;
  readonly days: ReadonlyArray<string>;
}

/** A page read and opened, not yet shaped. */
interface Prepared {
  readonly page: DayPage;
  readonly because: ReadonlyArray<LeftOut | null>;
  readonly opened: ReadonlyArray<PlatformEvent | null>;
}

const prepare = async (
  work: Working,
  read: ReturnType<ReturnType<typeof readDay>>,
): Promise<E.Either<RebuildFailure, Prepared>> => {
  const page = await read();
  if (E.isLeft(page)) return page;
  const { events } = page.right;
  const because = events.map((routed) => leftOutBecause(work.matching, routed));
  const opened = await work.open(events.filter((_, at) => because[at] === null))();
  return E.isLeft(opened) ? opened : E.right({ page: page.right, because, opened: opened.right });
};

/** Answers where the next page would begin. The threads of store and keys prepare a page while the one before is shaped. */
const readOn = async (
  work: Working,
  { from, before, enough, days }: Stretch,
): Promise<E.Either<RebuildFailure, RunCursor | null>> => {
  const { account } = work.matching.run;
  const read = readDay(work);
  let maxCount = PAGE.first;
  const preparedAt = (cursor: RunCursor): ReturnType<typeof prepare> =>
    prepare(work, read({ account, cursor, before, maxCount }));
  let day = from.day;
  let preparing = preparedAt(from);
  for (let pages = 1; ; pages += 1) {
    const prepared = await preparing;
    if (E.isLeft(prepared)) return prepared;
    const { page } = prepared.right;
    const next = behind(page, day, days);
    maxCount = nextCount(page);
    if (next !== null) preparing = preparedAt(next);
    await takePage(work, prepared.right);
    if (page.isEnd) work.draft.endDay(next);
    if (next === null || !mayGoOn(work.draft, { pages, enough })) return E.right(next);
    day = next.day;
  }
};

const mayGoOn = (draft: RunDraft, { pages, enough }: { readonly pages: number; readonly enough: number }): boolean =>
  pages < MOST_PAGES && draft.blocks() < enough && draft.bytes() < ENOUGH_BYTES;

/** A block that is not full is read again with what follows it, unless nothing else was found. */
const reachedBy = (draft: RunDraft, cursor: RunCursor | null): Checkpoint =>
  cursor === null || draft.blocks() > 0 ? draft.checkpoint() : draft.finish(cursor);

const behind = ({ isEnd, next }: DayPage, day: string, days: ReadonlyArray<string>): RunCursor | null =>
  isEnd ? dayAfter(day, days) : { day, next };

const dayAfter = (day: string, days: ReadonlyArray<string>): RunCursor | null => {
  const next = days[days.indexOf(day) + 1];
  return next === undefined ? null : { day: next, next: 0n };
};

/** About so many bytes a page, whatever the events weigh. */
const nextCount = ({ events, bytes }: DayPage): number => {
  if (events.length === 0) return PAGE.first;
  return Math.max(PAGE.least, Math.min(PAGE.most, Math.floor(PAGE.bytes / Math.max(1, bytes / events.length))));
};

interface Working extends RunTurnDependencies {
  readonly matching: RunMatching;
  readonly draft: RunDraft;
  readonly parked: RunParkedAtOnce[];
  readonly shape: ExportShaper;
}

const takePage = async (work: Working, { page: { events }, because, opened }: Prepared): Promise<void> => {
  const { draft, giveWay } = work;
  let next = 0;
  for (const [at, routed] of events.entries()) {
    if (at % EVENTS_AT_A_TIME === 0) await giveWay();
    const left = because[at] ?? null;
    if (left !== null) {
      draft.leave(routed.revision, left, left === 'alreadyDelivered');
      continue;
    }
    const parking = takeOne(work, routed, opened[next++] ?? null);
    if (parking !== undefined) await parking;
  }
};

const takeOne = (work: Working, routed: RoutedEvent, event: PlatformEvent | null): Promise<void> | undefined => {
  const { draft, matching, shape } = work;
  const { rule, shaping } = matching.entry;
  if (!meetsConditions(rule, event)) {
    draft.leave(routed.revision, 'notMatched', true);
    return undefined;
  }
  const item = shape(routed, event, shaping);
  if (E.isLeft(item)) return parkOne(work, routed, item.left);
  draft.add(routed.revision, item.right);
  return undefined;
};

const parkOne = async (work: Working, routed: RoutedEvent, unshaped: UnshapedItem): Promise<void> => {
  work.parked.push(await work.park(work.matching, routed, unshaped));
  work.draft.pass(routed.revision);
};
