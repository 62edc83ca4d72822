import { type CatalogueRefusal } from '../../../../domain/catalogue/catalogue-refusal';
import { type RefusalTable } from './rest-refusal';

export const catalogueProblems: RefusalTable<CatalogueRefusal['type'] | 'EventTypeUnknown'> = {
  EventTypeUnknown: ({ code }) => ({
    status: 404,
    slug: 'event-type-unknown',
    title: 'No such event type',
    detail: `${JSON.stringify(code)} is not in the catalogue. GET /v1/catalogue lists what is, POST /v1/catalogue registers a type.`,
  }),
  EventTypeBuiltIn: ({ code }) => ({
    status: 409,
    slug: 'event-type-built-in',
    title: 'The event type is built in',
    detail: `"${code}" ships with the engine and stays as it is. GET /v1/catalogue/${code} shows it; register another code.`,
  }),
  EventTypeOfOtherFamily: ({ code, family }) => ({
    status: 409,
    slug: 'event-type-of-other-family',
    title: 'The event type is of another format',
    detail: `"${code}" is registered for the ${family} format, and hooks may capture it so. Keep that, or register another code.`,
  }),
  EventTypeUnchanged: ({ code }) => ({
    status: 409,
    slug: 'event-type-unchanged',
    title: 'Nothing would change',
    detail: `"${code}" is registered exactly so already.`,
  }),
  CatalogueFull: ({ limit }) => ({
    status: 409,
    slug: 'catalogue-full',
    title: 'The catalogue is full',
    detail: `An account can register ${String(limit)} event types. Register one of them again with another body instead.`,
  }),
  InvalidEventType: ({ problems }) => ({
    status: 422,
    slug: 'event-type-invalid',
    title: 'The event type is not acceptable',
    detail: 'Nothing was saved. Correct the fields listed in errors and send the request again.',
    errors: problems,
  }),
};
