import * as E from 'fp-ts/Either';
import { type RunCursor, type RunParkedAtOnce } from '../../../domain/capture/run-record';
import { type NamedUuid } from '../../../domain/shared/named-uuid';
import { utcDaysOf } from '../../../domain/shared/zoned-days';
import { type UnshapedItem } from '../block-content';
import { type RebuildFailure } from '../rebuild-blocks';
import { type PagesAhead } from './pages-ahead';
import { type Checkpoint, runDraft, type RunDraft } from './run-draft';
import { type RunMatching } from './run-matching';
import { type ShapedPage } from './shaped-page';

/** What one turn of an export's reader found. */
export interface RunTurn extends Checkpoint {
  readonly run: string;
  /** Where it began; the turn is void if the run stands elsewhere by now. */
  readonly from: RunCursor;
  readonly parked: ReadonlyArray<RunParkedAtOnce>;
}

export interface RunTurnDependencies {
  readonly named: NamedUuid;
  /** Parks what cannot be shaped. */
  readonly park: (matching: RunMatching, unshaped: UnshapedItem) => Promise<RunParkedAtOnce>;
}

export interface RunTurnFrom {
  readonly matching: RunMatching;
  readonly cursor: RunCursor;
  readonly pages: PagesAhead;
  /** Blocks the lane has room for. */
  readonly enough: number;
}

const ENOUGH_BYTES = 2 * 1024 * 1024;
/** A checkpoint comes at least so often, whatever is left out: so many events, or days without any. */
const MOST_EVENTS = 6400;
const MOST_PAGES = 400;

/** Reads days in order, and a day in the order of its recording, until there are some full blocks. */
export const runTurn =
  ({ named, park }: RunTurnDependencies) =>
  ({ matching, cursor: from, pages, enough }: RunTurnFrom) =>
  async (): Promise<E.Either<RebuildFailure, RunTurn>> => {
    const { run, entry } = matching;
    const days = utcDaysOf(run.period.begins, run.period.ends);
    const draft = runDraft({ named, run: run.run, hook: entry.shaping, from });
    const parked: RunParkedAtOnce[] = [];
    pages.begin(from);
    let cursor: RunCursor | null = from;
    const read = { pages: 0, events: 0 };
    while (cursor !== null && mayGoOn(draft, read, enough)) {
      const page = await pages.take(cursor);
      if (E.isLeft(page)) return page;
      read.pages += 1;
      read.events += page.right.entries.length;
      for (const unshaped of takeUntilParked(draft, page.right)) parked.push(await park(matching, unshaped));
      const next = behind(page.right, cursor.day, days);
      if (page.right.isEnd) draft.endDay(next);
      cursor = next;
    }
    return E.right({ run: run.run, from, ...reachedBy(draft, cursor), parked });
  };

interface Read {
  readonly pages: number;
  readonly events: number;
}

const mayGoOn = (draft: RunDraft, { pages, events }: Read, enough: number): boolean =>
  pages === 0 ||
  (pages < MOST_PAGES && events < MOST_EVENTS && draft.blocks() < enough && draft.bytes() < ENOUGH_BYTES);

/** A block that is not full is read again with what follows it, unless nothing else was found. */
const reachedBy = (draft: RunDraft, cursor: RunCursor | null): Checkpoint =>
  cursor === null || draft.blocks() > 0 ? draft.checkpoint() : draft.finish(cursor);

const behind = ({ isEnd, next }: ShapedPage, day: string, days: ReadonlyArray<string>): RunCursor | null =>
  isEnd ? dayAfter(day, days) : { day, next };

const dayAfter = (day: string, days: ReadonlyArray<string>): RunCursor | null => {
  const next = days[days.indexOf(day) + 1];
  return next === undefined ? null : { day: next, next: 0n };
};

/** Gives what is to be parked, and goes on once it is. */
function* takeUntilParked(draft: RunDraft, { entries }: ShapedPage): Generator<UnshapedItem, void> {
  for (const entry of entries)
    switch (entry.kind) {
      case 'item':
        draft.add(entry.revision, entry.item);
        break;
      case 'left-out':
        draft.leave(entry.revision, entry.because, entry.hidden);
        break;
      case 'unshaped':
        yield entry.unshaped;
        draft.pass(entry.revision);
        break;
    }
}
