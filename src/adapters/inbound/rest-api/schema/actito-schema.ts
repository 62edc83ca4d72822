import { flag, listOf, named, objectOf, oneOf, optional, text, whole } from './schema';

const SUBSCRIPTION_EXAMPLE = {
  id: 123789654,
  on: 'ETL',
  eventType: 'FINISHED',
  onElementId: '123456',
  targetUrl: 'https://example.com/hook',
  headers: { 'X-Authorization': '********' },
  isActive: true,
  pushMode: 'ONE_BY_ONE',
  maxBlockSize: 100,
};

const subscription = objectOf({
  id: whole,
  on: text,
  eventType: text,
  onElementId: optional(text),
  onFields: optional(listOf(text)),
  targetUrl: optional(text),
  headers: { type: 'object', additionalProperties: text },
  isActive: flag,
  pushMode: oneOf('ONE_BY_ONE', 'BULK'),
  maxBlockSize: whole,
});

/** A hook of the format actito in Actito's own words. */
export const WEBHOOK_SUBSCRIPTION = named('WebhookSubscription', subscription, SUBSCRIPTION_EXAMPLE);
