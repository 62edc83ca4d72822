import { type CaptureRule } from '../capture-rule/capture-rule';
import { type CatalogueFacts } from '../catalogue/catalogue-facts';
import { type Dimension, DIMENSIONS } from '../platform-event/platform-event';

const isRestricted =
  ({ filters, database, element }: CaptureRule) =>
  (dimension: Dimension): boolean => {
    if (dimension === 'database') return database !== undefined;
    if (dimension === 'element') return element !== undefined;
    return filters[dimension] !== undefined;
  };

/** One for each chosen type that has no value in a restricted dimension and so can never match (decision 6). */
export const neverMatching = (catalogue: CatalogueFacts, rule: CaptureRule): ReadonlyArray<string> => {
  const restricted = DIMENSIONS.filter(isRestricted(rule));
  return rule.types.flatMap((type) => {
    const has = new Set(catalogue.dimensionsOf(type));
    const missing = restricted.filter((dimension) => !has.has(dimension));
    return missing.length === 0
      ? []
      : [`"${type}" can never match: its events have no ${missing.join(' and no ')}, to which the hook is restricted`];
  });
};
