import { type RegisterEventType } from '../../domain/catalogue/catalogue-command';
import { catalogueDecider } from '../../domain/catalogue/catalogue-decider';
import { type CatalogueEvent } from '../../domain/catalogue/catalogue-event';
import { type CatalogueRefusal } from '../../domain/catalogue/catalogue-refusal';
import { type RegisteredTypes } from '../../domain/catalogue/registered-types';
import { decodeCatalogueEvent, encodeCatalogueEvent } from '../codecs/catalogue-codec';
import { type AggregateDefinition } from './aggregate-definition';

/** Streams `catalogue-<account>`. */
export const catalogueAggregate: AggregateDefinition<
  RegisterEventType,
  RegisteredTypes,
  CatalogueEvent,
  CatalogueRefusal
> = {
  decider: catalogueDecider,
  encode: encodeCatalogueEvent,
  decode: decodeCatalogueEvent,
};
