import * as E from 'fp-ts/Either';
import { compileRule } from '../../../domain/capture-rule/compile-rule';
import { type StartedRun } from '../../../domain/export-run/export-run';
import { type ShapingHook } from '../block-content';
import { type DayRead } from './day-page';
import { shapePage, type ShapePage, type ShapePageDependencies } from './shape-page';
import { type ShapedPage } from './shaped-page';

/** A page as it can be asked for in another thread: plain data. */
export interface PageAsked {
  readonly run: StartedRun;
  readonly shaping: ShapingHook;
  readonly page: DayRead;
}

/** Null: it could not be read there; capture reads it itself. */
export type PageElsewhere = (asked: PageAsked) => Promise<ShapedPage | null>;

const AT_ONCE = (): undefined => undefined;

/** What another thread does for capture: reads, opens and shapes, and records nothing. */
export const pageElsewhere = (dependencies: Omit<ShapePageDependencies, 'giveWay'>): PageElsewhere => {
  const shapeFor = shapePage({ ...dependencies, giveWay: AT_ONCE });
  /** The run asked about last: what is pinned never changes. */
  let known: { readonly run: string; readonly shape: ShapePage } | null = null;
  const shapeOf = ({ run, shaping, page: { before } }: PageAsked): ShapePage => {
    if (known?.run === run.run) return known.shape;
    const entry = { position: before, capturing: true, rule: compileRule(shaping.definition.rule), shaping };
    known = { run: run.run, shape: shapeFor({ run, entry, received: null }) };
    return known.shape;
  };
  return async (asked) => {
    const page = await shapeOf(asked)(asked.page);
    return E.isRight(page) ? page.right : null;
  };
};
