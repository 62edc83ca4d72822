import { type Operator, VALUE_KINDS, type ValueKind } from './condition';
import { operandOf } from './operand';

const LONGEST_TEXT = 1000;
const MOST_VALUES = 1000;

const isScalar = (value: unknown): value is string | number | boolean =>
  (typeof value === 'string' && value.length <= LONGEST_TEXT) ||
  typeof value === 'number' ||
  typeof value === 'boolean';

const hasOrder = (value: unknown): boolean => {
  if (!isScalar(value)) return false;
  const { decimal, instant } = operandOf(value);
  return decimal !== null || instant !== null;
};

const PASSES: Readonly<Record<ValueKind, (value: unknown) => boolean>> = {
  one: isScalar,
  several: (value) => Array.isArray(value) && value.length > 0 && value.length <= MOST_VALUES && value.every(isScalar),
  ordered: hasOrder,
  text: (value) => typeof value === 'string' && value !== '' && value.length <= LONGEST_TEXT,
  none: (value) => value === undefined,
};

const REASONS: Readonly<Record<ValueKind, string>> = {
  one: `must be a text of at most ${String(LONGEST_TEXT)} characters, a number, true or false`,
  several: `must be a list of 1 to ${String(MOST_VALUES)} texts, numbers, true or false`,
  ordered: 'must be a number, or a date such as 2026-03-04 or 2026-03-04T13:13:19.034315796Z',
  text: `must be a text of 1 to ${String(LONGEST_TEXT)} characters`,
  none: 'must be left out: the operator compares with nothing',
};

/** Why the operator cannot compare with the value; null when it can. */
export const valueProblem = (operator: Operator, value: unknown): string | null => {
  const kind = VALUE_KINDS[operator];
  return PASSES[kind](value) ? null : REASONS[kind];
};
