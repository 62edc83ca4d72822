import { count, flag, listOf, named, objectOf, oneOf, optional, text, viewOf, whole } from './schema';
import { type SubscriptionPage } from '../actito/subscription-list';
import { type WebhookSubscription } from '../actito/subscription-json';

export const SUBSCRIPTION_EXAMPLE = {
  id: 123789654,
  on: 'ETL',
  eventType: 'FINISHED',
  onElementId: '123456',
  targetUrl: 'https://example.com/hook',
  headers: { 'X-Authorization': '********' },
  isActive: true,
  pushMode: 'ONE_BY_ONE' as const,
  maxBlockSize: 100,
};

const subscription = viewOf<WebhookSubscription>({
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
export const SUBSCRIPTION_ID = named('WebhookSubscriptionId', objectOf({ id: whole }), { id: 123789654 });
export const SUBSCRIPTION_PAGE = named(
  'WebhookSubscriptionPage',
  viewOf<SubscriptionPage>({
    webhookSubscriptions: listOf(WEBHOOK_SUBSCRIPTION),
    page: count,
    pageSize: count,
    total: count,
  }),
  { webhookSubscriptions: [SUBSCRIPTION_EXAMPLE], page: 0, pageSize: 50, total: 1 },
);
