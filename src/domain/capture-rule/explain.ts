import { textId } from '../platform-event/text-id';
import { type CaptureRule, type FilterDimension } from './capture-rule';
import { compileRule, type CompiledRule } from './compile-rule';
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
    return { matches: clause === 'all', clause, detail: DETAILS[clause](compiled, event) };
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

const SHOWN = 10;

const listed = (values: Iterable<string>): string => {
  const all = [...values];
  if (all.length === 0) return 'none';
  const shown = all.slice(0, SHOWN).join(', ');
  return all.length > SHOWN ? `${shown} and ${String(all.length - SHOWN)} more` : shown;
};

const DETAILS: Readonly<Record<Clause, Detail>> = {
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
