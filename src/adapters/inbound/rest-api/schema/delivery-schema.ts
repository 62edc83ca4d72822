import {
  type DeliveryAttempt,
  type DeliveryPage,
  type DeliveryView,
  type ParkedPage,
  type ParkedView,
} from '../../../../application/use-cases/deliveries';
import { type AuditedSum } from '../../../../application/use-cases/sums';
import { SUM } from './hook-schema';
import { count, flag, instant, listOf, named, objectOf, oneOf, optional, text, uuid, viewOf, whole } from './schema';

export const ATTEMPT_EXAMPLE: DeliveryAttempt = {
  at: '2026-11-23T08:30:01.250Z',
  attempt: 1,
  answer: 'delivered',
  status: 200,
  durationMs: 41,
  responseText: 'OK',
  webhookId: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a003',
};
export const DELIVERY_EXAMPLE: DeliveryView = {
  delivery: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a001',
  event: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a002',
  eventType: 'click',
  occurredAt: '2026-11-23T08:30:00.034315796Z',
  hook: 7,
  block: '6e0a5c02-6bb0-5d4c-8d5e-7f2f4cf0a003',
  state: 'delivered',
  capturedAt: '2026-11-23T08:30:00.100Z',
  lastAttemptAt: ATTEMPT_EXAMPLE.at,
  attempts: [ATTEMPT_EXAMPLE],
};

export const attempt = viewOf<DeliveryAttempt>({
  at: instant,
  attempt: count,
  answer: oneOf('delivered', 'failed', 'parked', 'discarded', 'returned'),
  kind: optional(oneOf('endpoint', 'message')),
  reason: optional(text),
  status: optional(whole),
  durationMs: optional({ type: 'number', minimum: 0 }),
  responseText: optional(text),
  detail: optional(text),
  manual: optional(text),
  webhookId: text,
});

export const DELIVERY = named(
  'Delivery',
  viewOf<DeliveryView>({
    delivery: uuid,
    event: text,
    eventType: text,
    occurredAt: instant,
    hook: whole,
    block: text,
    state: oneOf('waiting', 'delivered', 'parked', 'discarded'),
    reason: optional(text),
    capturedAt: instant,
    lastAttemptAt: optional(instant),
    attempts: listOf(attempt),
  }),
  DELIVERY_EXAMPLE,
);
export const DELIVERY_PAGE = named(
  'DeliveryPage',
  viewOf<DeliveryPage>({ deliveries: listOf(DELIVERY), next: optional(text), previous: optional(text) }),
  { deliveries: [DELIVERY_EXAMPLE] },
);

const parked = viewOf<ParkedView>({
  delivery: text,
  event: text,
  eventType: text,
  occurredAt: instant,
  parkedAt: instant,
  reason: text,
  status: optional(whole),
  attempts: count,
});
export const PARKED_PAGE = named('ParkedPage', viewOf<ParkedPage>({ parked: listOf(parked), next: optional(text) }), {
  parked: [
    {
      delivery: DELIVERY_EXAMPLE.delivery,
      event: DELIVERY_EXAMPLE.event,
      eventType: 'click',
      occurredAt: DELIVERY_EXAMPLE.occurredAt,
      parkedAt: '2026-11-23T08:31:00Z',
      reason: 'status',
      status: 422,
      attempts: 4,
    },
  ],
});

export const DELIVERIES_ACCEPTED = named('DeliveriesAccepted', objectOf({ deliveries: count }), { deliveries: 3 });

const SUM_EXAMPLE = { captured: 12, delivered: 11, parked: 1, discarded: 0, waiting: 0 };
export const AUDITED_SUM = named(
  'AuditedSum',
  viewOf<AuditedSum>({ hook: whole, kept: SUM, recounted: SUM, agrees: flag, note: text }),
  { hook: 7, kept: SUM_EXAMPLE, recounted: SUM_EXAMPLE, agrees: true, note: 'Recounted from the first event on.' },
);
