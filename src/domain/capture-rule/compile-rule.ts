import { type Subject } from '../platform-event/platform-event';
import { type CaptureRule, type FilterDimension } from './capture-rule';

/** A filter that restricts: the ids that pass, as text. */
export interface CompiledFilter {
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
}

export const FILTER_DIMENSIONS: ReadonlyArray<FilterDimension> = ['mailing', 'template', 'pixel', 'segment', 'resource'];

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
});

/** An id as text, so that "123456" is 123456 (decision 5); null for no subject, and for 0, which counts as none (6). */
export const textId = (subject: Pick<Subject, 'id'> | undefined): string | null => {
  if (subject === undefined) return null;
  const id = String(subject.id);
  return id === '0' || id === '' ? null : id;
};
