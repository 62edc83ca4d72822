import { type Dimension, DIMENSIONS } from '../platform-event/platform-event';
import { type Condition, type Operator } from './condition';

export interface RequiredSubject {
  readonly dimension: Dimension;
  /** The path that asks for it. */
  readonly field: string;
}

/** Met by an absent value. */
const CONTENT_WITHOUT: ReadonlySet<Operator> = new Set<Operator>(['not-equals', 'not-in', 'not-exists']);

/** The subjects without which the condition cannot hold; none that only one of several conditions asks for. */
export const requiredSubjects = (condition: Condition): ReadonlyArray<RequiredSubject> => {
  if ('all' in condition) return condition.all.flatMap(requiredSubjects);
  if ('any' in condition) return condition.any.length === 1 ? condition.any.flatMap(requiredSubjects) : [];
  if ('not' in condition || CONTENT_WITHOUT.has(condition.operator)) return [];
  const { field } = condition;
  return DIMENSIONS.filter((dimension) => field.startsWith(`subjects.${dimension}.`)).map((dimension) => ({
    dimension,
    field,
  }));
};
