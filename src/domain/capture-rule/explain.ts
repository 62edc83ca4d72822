import { textId } from '../platform-event/text-id';
import { type CaptureRule, type FilterDimension } from './capture-rule';
import { decidingCondition } from './compile-condition';
import { conditionDetail } from './condition-detail';
import { compileRule, type CompiledRule } from './compile-rule';
import { decidingClause, type Clause, type Matchable, meetsConditions } from './deciding-clause';
import { type Conditional } from './field-path';

/** Why an event is captured or not: the clause that decided, and a sentence about it for a person. */
export interface Explanation {
  readonly matches: boolean;
  readonly clause: Clause;
  readonly detail: string;
}

/** `opened`: the whole event where its key still opens it; null for an erased person's. */
export const explain = (rule: CaptureRule): ((event: Matchable, opened: Conditional | null) => Explanation) => {
  const compiled = compileRule(rule);
  return (event, opened) => {
    const clear = decidingClause(compiled, event);
    const clause = clear === 'all' && !meetsConditions(compiled, opened) ? 'conditions' : clear;
    const detail = clause === 'conditions' ? conditionsDetail(compiled, opened) : DETAILS[clause](compiled, event);
    return { matches: clause === 'all', clause, detail };
  };
};

type Detail = (rule: CompiledRule, event: Matchable) => string;
type SubjectClause = FilterDimension | 'database' | 'element';

const subjectDetail =
  (dimension: SubjectClause): Detail =>
  (rule, event) => {
    const id = textId(event.subjects[dimension]);
    const wanted = listed(wantedIds(dimension, rule));
    return id === null
      ? `the event has no ${dimension}; the hook asks for one of ${wanted}`
      : `${dimension} ${id} is not one of ${wanted}`;
  };

const wantedIds = (dimension: SubjectClause, rule: CompiledRule): Iterable<string> => {
  if (dimension === 'database' || dimension === 'element') return [rule[dimension] ?? 'any'];
  return rule.filters.find((filter) => filter.dimension === dimension)?.ids ?? [];
};

const fieldsDetail: Detail = ({ fields }, { touchedFields = [] }) =>
  touchedFields.length === 0
    ? `the event names no touched fields; the hook asks for one of ${listed(fields ?? [])}`
    : `touched fields ${listed(touchedFields)} contain none of ${listed(fields ?? [])}`;

const conditionsDetail = ({ conditions }: CompiledRule, opened: Conditional | null): string => {
  if (opened === null) return 'the hook has conditions, and the event cannot be opened: its person was erased';
  const deciding = conditions === null ? null : decidingCondition(conditions, opened);
  return deciding === null ? 'the conditions hold' : conditionDetail(deciding, opened);
};

const SHOWN = 10;

const listed = (values: Iterable<string>): string => {
  const all = [...values];
  if (all.length === 0) return 'none';
  const shown = all.slice(0, SHOWN).join(', ');
  return all.length > SHOWN ? `${shown} and ${String(all.length - SHOWN)} more` : shown;
};

const DETAILS: Readonly<Record<Exclude<Clause, 'conditions'>, Detail>> = {
  account: (rule, event) =>
    `the event belongs to account ${String(event.account)}, the hook to account ${String(rule.account)}`,
  capture: () => 'the event was recorded with "capture": false, for exports only',
  type: (rule, event) => `type ${event.type} is not one of ${listed(rule.types)}`,
  database: subjectDetail('database'),
  element: subjectDetail('element'),
  fields: fieldsDetail,
  mailing: subjectDetail('mailing'),
  template: subjectDetail('template'),
  pixel: subjectDetail('pixel'),
  segment: subjectDetail('segment'),
  resource: subjectDetail('resource'),
  all: () => 'every clause of the rule passes',
};
