import { type Decider } from '../shared/decider';
import { type RegisterEventType } from './catalogue-command';
import { type CatalogueEvent } from './catalogue-event';
import { type CatalogueRefusal } from './catalogue-refusal';
import { registerEventType } from './register-event-type';
import { type RegisteredTypes } from './registered-types';

/** Both events say how the type stands from then on; facts need no rules. */
const evolve = (types: RegisteredTypes, { eventType }: CatalogueEvent): RegisteredTypes =>
  new Map(types).set(eventType.code, eventType);

/** The event types that one account registered. */
export const catalogueDecider: Decider<RegisterEventType, RegisteredTypes, CatalogueEvent, CatalogueRefusal> = {
  initialState: new Map(),
  decide: registerEventType,
  evolve,
};
