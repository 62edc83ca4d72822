import { compileCondition, type CompiledCondition } from './compile-condition';
import { type CaptureRule, type FilterDimension } from './capture-rule';

/** A filter that restricts: the ids that pass, as text. */
interface CompiledFilter {
  readonly dimension: FilterDimension;
  readonly ids: ReadonlySet<string>;
}

/** A capture rule made ready for matching; made once per revision of a hook. */
export interface CompiledRule {
  readonly account: number;
  readonly types: ReadonlySet<string>;
  readonly database: string | null;
  readonly element: string | null;
  /** Null: no restriction. */
  readonly fields: ReadonlySet<string> | null;
  readonly filters: ReadonlyArray<CompiledFilter>;
  /** Null: what lies in clear in the log decides alone. */
  readonly conditions: CompiledCondition | null;
}

const FILTER_DIMENSIONS: ReadonlyArray<FilterDimension> = ['mailing', 'template', 'pixel', 'segment', 'resource'];

/** An empty filter or an empty list of fields restricts nothing (domain.md 4.1). */
export const compileRule = (rule: CaptureRule): CompiledRule => ({
  account: rule.account,
  types: new Set(rule.types),
  database: rule.database ?? null,
  element: rule.element ?? null,
  fields: rule.fields === undefined || rule.fields.length === 0 ? null : new Set(rule.fields),
  filters: FILTER_DIMENSIONS.flatMap((dimension) => {
    const ids = rule.filters[dimension] ?? [];
    return ids.length === 0 ? [] : [{ dimension, ids: new Set(ids) }];
  }),
  conditions: rule.conditions === undefined ? null : compileCondition(rule.conditions),
});
