import { type CaptureRule, type FilterDimension } from './capture-rule';
import { compileRule, textId, type CompiledRule } from './compile-rule';
import { decidingClause, type Clause, type Matchable } from './deciding-clause';

/** Why an event is captured or not: the clause that decided, and a sentence about it for a person. */
export interface Explanation {
  readonly matches: boolean;
  readonly clause: Clause;
  readonly detail: string;
}

export const explain = (rule: CaptureRule): ((event: Matchable) => Explanation) => {
  const compiled = compileRule(rule);
  return (event) => {
    const clause = decidingClause(compiled, event);
    return { matches: clause === 'all', clause, detail: detailOf(clause, compiled, event) };
  };
};

const detailOf = (clause: Clause, rule: CompiledRule, event: Matchable): string => {
  switch (clause) {
    case 'all':
      return 'every clause of the rule passes';
    case 'account':
      return `the event belongs to account ${String(event.account)}, the hook to account ${String(rule.account)}`;
    case 'capture':
      return 'the event was recorded with "capture": false, for exports only';
    case 'type':
      return `type ${event.type} is not one of ${listed(rule.types)}`;
    case 'fields':
      return fieldsDetail(rule, event);
    case 'database':
    case 'element':
    case 'resource':
    case 'mailing':
    case 'template':
    case 'segment':
    case 'pixel':
      return subjectDetail(clause, rule, event);
  }
};

const fieldsDetail = ({ fields }: CompiledRule, { touchedFields = [] }: Matchable): string =>
  touchedFields.length === 0
    ? `the event names no touched fields; the hook asks for one of ${listed(fields ?? [])}`
    : `touched fields ${listed(touchedFields)} contain none of ${listed(fields ?? [])}`;

const subjectDetail = (
  dimension: FilterDimension | 'database' | 'element',
  rule: CompiledRule,
  event: Matchable,
): string => {
  const id = textId(event.subjects[dimension]);
  const wanted = listed(wantedIds(dimension, rule));
  return id === null
    ? `the event has no ${dimension}; the hook asks for ${wanted}`
    : `${dimension} ${id} is not ${wanted}`;
};

const wantedIds = (dimension: FilterDimension | 'database' | 'element', rule: CompiledRule): Iterable<string> => {
  if (dimension === 'database' || dimension === 'element') return [rule[dimension] ?? 'any'];
  return rule.filters.find((filter) => filter.dimension === dimension)?.ids ?? [];
};

const SHOWN = 10;

const listed = (values: Iterable<string>): string => {
  const all = [...values];
  if (all.length === 0) return 'none';
  const shown = all.slice(0, SHOWN).join(', ');
  return all.length > SHOWN ? `${shown} and ${String(all.length - SHOWN)} more` : shown;
};
