import { type PlatformEvent } from '../platform-event/platform-event';
import { textId } from '../platform-event/text-id';
import { type FilterDimension } from './capture-rule';
import { decidingCondition } from './compile-condition';
import { type CompiledRule } from './compile-rule';
import { type Conditional } from './field-path';

/** What matching reads of an event: the routing part, in clear in the log. Subjects need no more than their ids. */
export type Matchable = Pick<PlatformEvent, 'account' | 'type' | 'subjects' | 'touchedFields' | 'capture'>;

/** The first clause that says no, in this order; `all` when none does. */
export type Clause =
  'account' | 'capture' | 'type' | 'database' | 'element' | 'fields' | FilterDimension | 'conditions' | 'all';

/** What lies in clear in the log decides first; matching and explaining both ask here. */
export const decidingClause = (rule: CompiledRule, event: Matchable): Clause => {
  if (event.account !== rule.account) return 'account';
  if (!event.capture) return 'capture';
  if (!rule.types.has(event.type)) return 'type';
  if (rule.database !== null && textId(event.subjects.database) !== rule.database) return 'database';
  return decidingRestriction(rule, event);
};

const decidingRestriction = (rule: CompiledRule, event: Matchable): Clause => {
  if (rule.element !== null && textId(event.subjects.element) !== rule.element) return 'element';
  if (rule.fields !== null && !touchesOneOf(rule.fields, event.touchedFields)) return 'fields';
  for (const { dimension, ids } of rule.filters) {
    const id = textId(event.subjects[dimension]);
    if (id === null || !ids.has(id)) return dimension;
  }
  return 'all';
};

/**
 * The second question, where nothing in clear says no. Null: the event cannot be opened any more, its person is erased,
 * so that it has no data to meet a condition with.
 */
export const meetsConditions = ({ conditions }: CompiledRule, opened: Conditional | null): boolean =>
  conditions === null || (opened !== null && decidingCondition(conditions, opened) === null);

const touchesOneOf = (fields: ReadonlySet<string>, touched: ReadonlyArray<string> | undefined): boolean => {
  if (touched === undefined) return false;
  for (const field of touched) if (fields.has(field)) return true;
  return false;
};
