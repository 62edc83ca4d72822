import { LIST_QUERY } from '../actito/subscription-list';
import { TableSubscriptionDto, WebhookSubscriptionDto } from '../dto/webhook-subscription.dto';
import { anyText, like } from '../request/parameters';
import { hookNumber } from '../request/target';
import {
  SUBSCRIPTION_EXAMPLE,
  SUBSCRIPTION_ID,
  SUBSCRIPTION_PAGE,
  WEBHOOK_SUBSCRIPTION,
} from '../schema/actito-schema';
import { type About, answering, takes } from './about';

const ENTITY = { entity: like('MyEntity', anyText) };
const TABLE = { ...ENTITY, table: like('123456', anyText) };
const ONE = { ...ENTITY, id: hookNumber };

const TABLE_BODY = takes(TableSubscriptionDto, {
  eventType: 'UPDATE',
  isActive: true,
  targetUrl: 'https://example.com/hook',
  onFields: ['emailAddress'],
  headers: { 'X-Authorization': 'secret' },
});
const BODY = takes(WebhookSubscriptionDto, { ...SUBSCRIPTION_EXAMPLE, headers: { 'X-Authorization': 'secret' } });

const created = {
  201: answering('Its number, as Actito answers it; GET shows the whole.', SUBSCRIPTION_ID, ['location']),
};
const shown = (description: string): About['answers'] => ({ 200: answering(description, WEBHOOK_SUBSCRIPTION) });

/** What is told about the calls in Actito's own words. */
export const ABOUT_ACTITO = {
  list: {
    summary: "Lists the hooks of the format actito in Actito's own words, with Actito's parameters.",
    params: ENTITY,
    query: LIST_QUERY,
    answers: { 200: answering('A page; the first is number 0.', SUBSCRIPTION_PAGE) },
  },
  create: {
    summary: "Creates a hook of the format actito from Actito's own body.",
    params: ENTITY,
    body: BODY,
    answers: created,
  },
  onTable: {
    summary: 'Creates a subscription to a profile table, as older clients do it.',
    params: TABLE,
    body: TABLE_BODY,
    answers: created,
  },
  onCustomTable: {
    summary: 'Creates a subscription to a custom table, as older clients do it.',
    params: TABLE,
    body: TABLE_BODY,
    answers: created,
  },
  read: {
    summary: "Shows a hook of the format actito in Actito's own words.",
    params: ONE,
    answers: shown('The subscription, header values masked.'),
  },
  replace: {
    summary: 'Replaces a subscription; a masked header value keeps the stored one.',
    description: 'What Actito has no word for (retry, ordering, name and the like) stays as it is.',
    params: ONE,
    body: BODY,
    answers: shown('The subscription as it stands now.'),
  },
  activate: {
    summary: 'Activates a subscription; one that the engine suspended is resumed.',
    params: ONE,
    answers: shown('The subscription, active.'),
  },
  deactivate: {
    summary: 'Deactivates a subscription: nothing is captured; what was captured before stays queued.',
    params: ONE,
    answers: shown('The subscription, inactive.'),
  },
  remove: {
    summary: 'Deletes a subscription; what was queued is let go.',
    params: ONE,
    answers: {
      200: {
        description: 'What was deleted, as text.',
        headers: [],
        content: { 'text/plain': { type: 'string', examples: ['Webhook subscription 7 was deleted.'] } },
      },
    },
  },
} satisfies Readonly<Record<string, About>>;
