import * as E from 'fp-ts/Either';
import { type RunCursor } from '../../../domain/capture/run-record';
import { type RebuildFailure } from '../rebuild-blocks';
import { type ShapePage } from './shape-page';
import { type ShapedPage } from './shaped-page';

/** The pages of a run, some of them asked for before they are wanted. */
export interface PagesAhead {
  /** A turn begins here: what lies before is not wanted again. */
  readonly begin: (cursor: RunCursor) => void;
  /** The page with the cursor, from there on. */
  readonly take: (cursor: RunCursor) => Promise<E.Either<RebuildFailure, ShapedPage>>;
}

export interface PagesAheadDependencies {
  readonly shape: ShapePage;
  readonly account: number;
  /** Exclusive position of the log. */
  readonly before: bigint;
  /** How many to ask for behind the one wanted. */
  readonly depth: () => number;
  /** Events a page at the most. */
  readonly mostEvents: () => number;
}

interface Asked {
  readonly from: RunCursor;
  readonly count: number;
  readonly page: ReturnType<ShapePage>;
}

const PAGE = { least: 16, first: 100, bytes: 512 * 1024 };

/**
 * Where the next page begins is guessed from what was asked for: revisions of a day have no gaps. What a turn read and
 * left in an open block is kept for the turn after it.
 */
export const pagesAhead = ({ shape, account, before, depth, mostEvents }: PagesAheadDependencies): PagesAhead => {
  let known: ReadonlyArray<Asked> = [];
  /** About so many bytes a page, whatever the events weigh. */
  let weighed: number | null = null;
  /** Nothing is asked for ahead before it is known what a page weighs. */
  const ahead = (): number => (weighed === null ? 0 : depth());

  const ask = (from: RunCursor): Asked => {
    const maxCount = Math.min(weighed ?? PAGE.first, mostEvents());
    const asked = { from, count: maxCount, page: shape({ account, cursor: from, before, maxCount }) };
    known = [...known, asked];
    return asked;
  };
  const at = (cursor: RunCursor): Asked => {
    const found = known.find(covering(cursor));
    if (found !== undefined) return found;
    known = [];
    return ask(cursor);
  };
  /** What it turned out to be, if anything, takes its place; guesses behind it were made for something else. */
  const replace = (asked: Asked, ...by: ReadonlyArray<Asked>): void => {
    const index = known.indexOf(asked);
    if (index >= 0) known = [...known.slice(0, index), ...by];
  };

  return {
    begin: (cursor) => {
      const first = known.findIndex(covering(cursor));
      known = first < 0 ? [] : known.slice(first);
    },
    take: async (cursor) => {
      const asked = at(cursor);
      const index = known.indexOf(asked);
      for (let last = known.at(-1); last !== undefined && known.length - index - 1 < ahead(); last = known.at(-1))
        ask(behind(last));
      const page = await asked.page;
      if (E.isLeft(page)) {
        replace(asked);
        return page;
      }
      if (page.right.isEnd) replace(asked, asked);
      else if (page.right.next !== behind(asked).next)
        replace(asked, { ...asked, count: Number(page.right.next - asked.from.next) });
      weighed = weigh(page.right);
      return E.right(fromOn(page.right, cursor));
    },
  };
};

const behind = ({ from, count }: Asked): RunCursor => ({ day: from.day, next: from.next + BigInt(count) });

const covering =
  ({ day, next }: RunCursor) =>
  (asked: Asked): boolean =>
    asked.from.day === day && asked.from.next <= next && next < behind(asked).next;

const fromOn = (page: ShapedPage, { next }: RunCursor): ShapedPage => {
  const first = page.entries.findIndex(({ revision }) => revision >= next);
  return first === 0 ? page : { ...page, entries: first < 0 ? [] : page.entries.slice(first) };
};

const weigh = ({ entries, bytes }: ShapedPage): number =>
  entries.length === 0
    ? PAGE.first
    : Math.max(PAGE.least, Math.floor(PAGE.bytes / Math.max(1, bytes / entries.length)));
