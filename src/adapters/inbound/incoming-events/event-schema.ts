import { DIMENSIONS } from '../../../domain/platform-event/platform-event';

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const object = { type: 'object' } as const;
const id = { type: ['string', 'integer'] } as const;
const subject = { type: 'object', required: ['id'], properties: { id, name: text } } as const;

const profile = {
  type: 'object',
  required: ['id'],
  additionalProperties: false,
  properties: {
    id,
    xxh: text,
    md5: text,
    subscriptionHashId: text,
    subscriptions: { type: 'array', items: object },
    fields: object,
  },
} as const;

/** The shape of one event (JSON schema); what its values mean is judged by the domain. */
export const EVENT_SCHEMA = {
  type: 'object',
  required: ['type', 'occurredAt'],
  additionalProperties: false,
  properties: {
    id: text,
    source: text,
    type: text,
    occurredAt: text,
    subjects: {
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(DIMENSIONS.map((dimension) => [dimension, subject])),
    },
    profile,
    data: object,
    customData: object,
    /** Any JSON. */
    content: {},
    isTest: flag,
    isStatic: flag,
    sendsTryingNum: { type: 'integer' },
    audit: object,
    entity: text,
    touchedFields: { type: 'array', items: text },
    capture: flag,
  },
} as const;
