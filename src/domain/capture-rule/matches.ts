import { type CompiledRule } from './compile-rule';
import { decidingClause, type Matchable } from './deciding-clause';

/** Whether a hook with this rule captures the event. */
export const matches = (rule: CompiledRule, event: Matchable): boolean => decidingClause(rule, event) === 'all';
