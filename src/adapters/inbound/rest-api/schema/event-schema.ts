import { EVENT_SCHEMA } from '../../incoming-events/event-schema';
import { anything, count, flag, listOf, named, objectOf, text, whole } from './schema';

export const EVENT_EXAMPLE = {
  id: 'c-1',
  type: 'click',
  occurredAt: '2026-11-23T08:30:00.034315796Z',
  subjects: { database: { id: 50 }, mailing: { id: 973, name: 'Black Friday' } },
  profile: { id: 'p-1', fields: { email: 'user@example.com' } },
  data: { message_id: 17, campaign_id: 973, link_url: 'https://a.example' },
};

/** One event, as a producer sends it. */
export const PLATFORM_EVENT = named('PlatformEvent', EVENT_SCHEMA, EVENT_EXAMPLE);

/** CloudEvents 1.0: what is particular to them is judged by a reader of its own. */
export const CLOUD_EVENT_SCHEMA = named(
  'CloudEvent',
  {
    ...objectOf({ specversion: { const: '1.0' }, id: text, source: text, type: text, time: text }),
    additionalProperties: true,
  },
  {
    specversion: '1.0',
    id: 'c-2',
    source: '/shop',
    type: 'click',
    time: '2026-11-23T08:30:00Z',
    hooklineprofile: 'p-1',
    data: { link_url: 'https://a.example' },
  },
);

const page = listOf({ anyOf: [PLATFORM_EVENT, CLOUD_EVENT_SCHEMA] });

export const EVENTS = named(
  'Events',
  {
    anyOf: [
      PLATFORM_EVENT,
      CLOUD_EVENT_SCHEMA,
      page,
      {
        type: 'object',
        required: ['events'],
        properties: { events: page, capture: flag },
        additionalProperties: false,
      },
    ],
  },
  { events: [EVENT_EXAMPLE], capture: true },
);

export const RECORDED = named(
  'Recorded',
  objectOf({
    accepted: count,
    repeats: count,
    events: listOf(objectOf({ index: count, id: text, event: text, repeat: flag })),
  }),
  {
    accepted: 1,
    repeats: 0,
    events: [{ index: 0, id: 'c-1', event: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a002', repeat: false }],
  },
);

export const LIVENESS = named('Liveness', objectOf({ live: flag, version: text }), { live: true, version: '0.1.0' });
export const READINESS = named(
  'Readiness',
  objectOf({ ready: flag, parts: listOf(objectOf({ part: text, ready: flag, detail: text })) }),
  { ready: true, parts: [{ part: 'REST', ready: true, detail: 'listening' }] },
);
export const DOCUMENT = named('OpenApiDocument', anything, { openapi: '3.1.0' });

/** Problem details (RFC 9457). */
export const PROBLEM = named(
  'Problem',
  {
    type: 'object',
    required: ['type', 'title', 'status', 'detail'],
    properties: {
      type: { type: 'string', pattern: '^urn:hookline:problem:[a-z-]+$' },
      title: text,
      status: { type: 'integer', minimum: 400, maximum: 599 },
      detail: text,
      instance: text,
      errors: {
        type: 'array',
        maxItems: 100,
        items: {
          type: 'object',
          required: ['field', 'reason'],
          properties: { index: count, field: text, reason: text },
        },
      },
      errorsLeftOut: whole,
    },
  },
  {
    type: 'urn:hookline:problem:hook-invalid',
    title: 'The hook is not acceptable',
    status: 422,
    detail: 'Nothing was saved. Correct the fields listed in errors and send the request again.',
    errors: [{ field: 'capture.types', reason: 'must be an array of 1 to 200 texts' }],
  },
);
