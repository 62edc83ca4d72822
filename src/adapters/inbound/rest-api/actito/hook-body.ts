import { type WebhookSubscriptionDto } from '../dto/webhook-subscription.dto';
import { type HookDefinition } from '../../../../domain/hook/hook-definition';
import { type Written } from '../schema/schema';
import { definitionJson } from '../present/definition-json';
import { codeOf } from './words';

export type Subscription = Written<WebhookSubscriptionDto>;
type Body = Readonly<Record<string, unknown>>;

const captureOf = ({ on, eventType, onElementId, onFields }: Subscription): Body => ({
  types: [codeOf({ on, eventType })],
  element: onElementId,
  fields: onFields,
});

const destinationOf = ({ targetUrl, headers }: Subscription): Body => ({
  type: 'http',
  url: targetUrl,
  headers,
});

const packagingOf = ({ pushMode, maxBlockSize }: Subscription): Body => ({
  format: 'actito',
  pushMode,
  maxBlockSize,
});

const nameOf = ({ on, eventType, onElementId }: Subscription): string =>
  [on, eventType, onElementId ?? ''].join(' ').trim();

/** A new subscription as the body of POST /v1/hooks. */
export const newHookBody = (subscription: Subscription): Body => ({
  id: subscription.id,
  name: nameOf(subscription),
  isActive: subscription.isActive,
  ...packagingOf(subscription),
  capture: captureOf(subscription),
  destination: destinationOf(subscription),
});

const asBody = (value: unknown): Body => (value ?? {}) as Body;

/** A subscription in the place of one that stands, as the body of PUT /v1/hooks/{id}: what Actito has no word for stays. */
export const changedHookBody = (definition: HookDefinition, subscription: Subscription): Body => {
  const stands = definitionJson(definition);
  const { type: _type, url: _url, headers: _headers, ...others } = asBody(stands['destination']);
  return {
    ...stands,
    ...packagingOf(subscription),
    capture: { ...asBody(stands['capture']), ...captureOf(subscription) },
    destination: { ...others, ...destinationOf(subscription) },
  };
};
