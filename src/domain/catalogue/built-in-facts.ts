import { type Dimension } from '../platform-event/platform-event';
import { catalogueOf } from './catalogue';
import { type CatalogueFacts } from './catalogue-facts';

const builtIn = catalogueOf([]);
const NONE: ReadonlyArray<Dimension> = [];

/** What saving a hook asks about types when nothing is registered. */
export const builtInFacts: CatalogueFacts = {
  vendorOf: (type) => builtIn.find(type)?.vendor ?? null,
  dimensionsOf: (type) => builtIn.find(type)?.dimensions ?? NONE,
};
