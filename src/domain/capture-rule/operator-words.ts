import { type Operator } from './condition';

/** How each operator is said of a field, in sentences and in forms. */
export const OPERATOR_WORDS: Readonly<Record<Operator, string>> = {
  equals: 'equals',
  'not-equals': 'does not equal',
  greater: 'is greater than',
  'at-least': 'is at least',
  less: 'is less than',
  'at-most': 'is at most',
  in: 'is one of',
  'not-in': 'is none of',
  contains: 'contains',
  'starts-with': 'starts with',
  'ends-with': 'ends with',
  exists: 'exists',
  'not-exists': 'does not exist',
};
