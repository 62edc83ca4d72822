import { type CompiledRule } from './compile-rule';
import { decidingClause, type Matchable } from './deciding-clause';

/** Whether a hook with this rule captures the event, as far as the log tells in clear; its conditions are asked then. */
export const matches = (rule: CompiledRule, event: Matchable): boolean => decidingClause(rule, event) === 'all';
