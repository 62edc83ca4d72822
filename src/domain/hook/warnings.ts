import { type CaptureRule } from '../capture-rule/capture-rule';
import { requiredSubjects } from '../capture-rule/required-subjects';
import { type CatalogueFacts } from '../catalogue/catalogue-facts';
import { type Dimension, DIMENSIONS } from '../platform-event/platform-event';

const isRestricted =
  ({ filters, database, element }: CaptureRule) =>
  (dimension: Dimension): boolean => {
    if (dimension === 'database') return database !== undefined;
    if (dimension === 'element') return element !== undefined;
    return filters[dimension] !== undefined;
  };

interface Obstacle {
  readonly clause: string;
  readonly reason: string;
}

/** By filter, database or element: the events of the type have no value there. */
const missingSubjects = (rule: CaptureRule, has: ReadonlySet<Dimension>): ReadonlyArray<Obstacle> => {
  const missing = DIMENSIONS.filter(isRestricted(rule)).filter((dimension) => !has.has(dimension));
  return missing.length === 0
    ? []
    : [
        {
          clause: missing.join(', '),
          reason: `its events have no ${missing.join(' and no ')}, to which the hook is restricted`,
        },
      ];
};

const untouchedFields = (rule: CaptureRule, touches: boolean): ReadonlyArray<Obstacle> =>
  rule.fields === undefined || touches
    ? []
    : [{ clause: 'fields', reason: 'its events name no touched fields, of which the hook asks for one' }];

/** By a condition that must hold and that asks about something the events of the type are never about. */
const unmetConditions = ({ conditions }: CaptureRule, has: ReadonlySet<Dimension>): ReadonlyArray<Obstacle> =>
  (conditions === undefined ? [] : requiredSubjects(conditions))
    .filter(({ dimension }) => !has.has(dimension))
    .map(({ dimension, field }) => ({
      clause: 'conditions',
      reason: `its events have no ${dimension}, and the condition on ${field} asks for one`,
    }));

/** One for each chosen type that can never match, with the clause that will always decide (decision 6). */
export const neverMatching = (catalogue: CatalogueFacts, rule: CaptureRule): ReadonlyArray<string> =>
  rule.types.flatMap((type) => {
    const has = new Set(catalogue.dimensionsOf(type));
    const [first, ...more] = [
      ...missingSubjects(rule, has),
      ...untouchedFields(rule, catalogue.touchesFields(type)),
      ...unmetConditions(rule, has),
    ];
    if (first === undefined) return [];
    const clauses = [...new Set([first, ...more].map(({ clause }) => clause))].join(', ');
    return [`"${type}" can never match: ${first.reason} (clause ${clauses})`];
  });
