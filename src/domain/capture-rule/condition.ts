import { type Json } from '../shared/json';

export const OPERATORS = [
  'equals',
  'not-equals',
  'greater',
  'at-least',
  'less',
  'at-most',
  'in',
  'not-in',
  'contains',
  'starts-with',
  'ends-with',
  'exists',
  'not-exists',
] as const;
export type Operator = (typeof OPERATORS)[number];

/** What an operator compares with: one value, several, an order (number or date), a text, or nothing. */
export type ValueKind = 'one' | 'several' | 'ordered' | 'text' | 'none';

export const VALUE_KINDS: Readonly<Record<Operator, ValueKind>> = {
  equals: 'one',
  'not-equals': 'one',
  greater: 'ordered',
  'at-least': 'ordered',
  less: 'ordered',
  'at-most': 'ordered',
  in: 'several',
  'not-in': 'several',
  contains: 'one',
  'starts-with': 'text',
  'ends-with': 'text',
  exists: 'none',
  'not-exists': 'none',
};

export interface FieldCondition {
  /** Path in the event as a producer sends it, such as `data.amount` or `profile.fields.city`. */
  readonly field: string;
  readonly operator: Operator;
  readonly value?: Json;
}

/** What must be true of an event's data: a field's condition, or others joined. */
export type Condition =
  | FieldCondition
  | { readonly all: ReadonlyArray<Condition> }
  | { readonly any: ReadonlyArray<Condition> }
  | { readonly not: Condition };
