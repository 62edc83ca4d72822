import * as E from 'fp-ts/Either';
import { type RunMatching } from './run-matching';
import { type PageElsewhere } from './page-elsewhere';
import { pagesAhead, type PagesAhead } from './pages-ahead';
import { shapePage, type ShapePage, type ShapePageDependencies } from './shape-page';

/** The pages of each run that is read, from another thread where there is one. */
export interface RunPages {
  readonly of: (matching: RunMatching, before: bigint) => PagesAhead;
  readonly forget: (run: string) => void;
}

export interface RunPagesDependencies extends ShapePageDependencies {
  readonly pageElsewhere?: PageElsewhere | undefined;
  readonly isLiveBusy: () => boolean;
  /** Waits where a page would be made beside live capture, on another core than its own. */
  readonly pauseElsewhere: () => Promise<void> | undefined;
}

const PAGES_AHEAD = { here: 1, elsewhere: 3 };
const EVENTS_A_PAGE = 400;
/** So few that nothing live waits for long for a core, or behind what is made of them. */
const EVENTS_BESIDE_LIVE = 20;

export const runPages = (dependencies: RunPagesDependencies): RunPages => {
  const { pageElsewhere, isLiveBusy, pauseElsewhere } = dependencies;
  const shapeHere = shapePage(dependencies);
  const known = new Map<string, PagesAhead>();

  /** What the hook has received before is known here alone. */
  const elsewhereFor = ({ received }: RunMatching): PageElsewhere | null =>
    pageElsewhere === undefined || received !== null ? null : pageElsewhere;

  const shapeFor = (matching: RunMatching): ShapePage => {
    const here = shapeHere(matching);
    const elsewhere = elsewhereFor(matching);
    if (elsewhere === null) return here;
    const { run, entry } = matching;
    return async (page) => {
      await pauseElsewhere();
      const shaped = await elsewhere({ run, shaping: entry.shaping, page });
      return shaped === null ? here(page) : E.right(shaped);
    };
  };

  return {
    of: (matching, before) => {
      const { run: id, account } = matching.run;
      const most = elsewhereFor(matching) === null ? PAGES_AHEAD.here : PAGES_AHEAD.elsewhere;
      const pages =
        known.get(id) ??
        pagesAhead({
          shape: shapeFor(matching),
          account,
          before,
          depth: () => (isLiveBusy() ? 0 : most),
          mostEvents: () => (isLiveBusy() ? EVENTS_BESIDE_LIVE : EVENTS_A_PAGE),
        });
      known.set(id, pages);
      return pages;
    },
    forget: (run) => void known.delete(run),
  };
};
