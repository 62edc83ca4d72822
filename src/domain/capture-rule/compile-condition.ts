import { type Condition, type FieldCondition } from './condition';
import { type Conditional, type FieldPath, fieldPath, valueAt } from './field-path';
import { type FieldTest, fieldTest } from './field-test';

/** A condition made ready for matching; `at` is its place in the rule, such as `conditions.all[1]`. */
export type CompiledCondition = CompiledField | CompiledGroup | CompiledNot;

export interface CompiledField {
  readonly kind: 'field';
  readonly at: string;
  readonly condition: FieldCondition;
  readonly path: FieldPath;
  readonly test: FieldTest;
}
interface CompiledGroup {
  readonly kind: 'all' | 'any';
  readonly at: string;
  readonly of: ReadonlyArray<CompiledCondition>;
}
interface CompiledNot {
  readonly kind: 'not';
  readonly at: string;
  readonly of: CompiledCondition;
}

const group = (kind: 'all' | 'any', of: ReadonlyArray<Condition>, at: string): CompiledGroup => ({
  kind,
  at,
  of: of.map((one, index) => compileCondition(one, `${at}.${kind}[${String(index)}]`)),
});

export const compileCondition = (condition: Condition, at = 'conditions'): CompiledCondition => {
  if ('all' in condition) return group('all', condition.all, at);
  if ('any' in condition) return group('any', condition.any, at);
  if ('not' in condition) return { kind: 'not', at, of: compileCondition(condition.not, `${at}.not`) };
  return { kind: 'field', at, condition, path: fieldPath(condition.field), test: fieldTest(condition) };
};

/** The condition that says no; null when none does. The one place that decides: matching and explaining both ask it. */
export const decidingCondition = (condition: CompiledCondition, event: Conditional): CompiledCondition | null => {
  switch (condition.kind) {
    case 'field':
      return condition.test(valueAt(condition.path, event)) ? null : condition;
    case 'all':
      return firstOf(condition.of, event);
    case 'any':
      return condition.of.some((one) => decidingCondition(one, event) === null) ? null : condition;
    case 'not':
      return decidingCondition(condition.of, event) === null ? condition : null;
  }
};

const firstOf = (conditions: ReadonlyArray<CompiledCondition>, event: Conditional): CompiledCondition | null => {
  for (const condition of conditions) {
    const deciding = decidingCondition(condition, event);
    if (deciding !== null) return deciding;
  }
  return null;
};
