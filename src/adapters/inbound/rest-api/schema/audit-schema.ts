import { type DeliveryExplanation, type ExplainedAttempt } from '../../../../application/use-cases/audits';
import { ATTEMPT_EXAMPLE, attempt, DELIVERY_EXAMPLE } from './delivery-schema';
import { count, flag, instant, joined, listOf, named, objectOf, oneOf, optional, text, viewOf, whole } from './schema';

const EXPLAINED_ATTEMPT: ExplainedAttempt = {
  ...ATTEMPT_EXAMPLE,
  block: DELIVERY_EXAMPLE.block,
  publication: '12.4',
  round: 0,
  shapedBy: 3,
  sentBy: 4,
};

const EXPLANATION_EXAMPLE: DeliveryExplanation = {
  delivery: DELIVERY_EXAMPLE.delivery,
  hook: 7,
  state: 'delivered',
  event: {
    event: DELIVERY_EXAMPLE.event,
    eventType: 'click',
    source: 'shop',
    occurredAt: DELIVERY_EXAMPLE.occurredAt,
    recordedAt: '2026-11-23T08:30:00.050Z',
    position: '10423',
    erased: false,
  },
  matched: {
    revision: 3,
    since: '2026-11-20T10:00:00.000Z',
    by: 'alice',
    clause: 'all',
    detail: 'every clause of the rule passes',
  },
  block: { block: DELIVERY_EXAMPLE.block, index: 0, deliveries: 3, bytes: 1250, from: '10423', to: '10431' },
  capturedAt: DELIVERY_EXAMPLE.capturedAt,
  attempts: [EXPLAINED_ATTEMPT],
};

export const DELIVERY_EXPLANATION = named(
  'DeliveryExplanation',
  viewOf<DeliveryExplanation>({
    delivery: text,
    hook: whole,
    state: oneOf('waiting', 'delivered', 'parked', 'discarded'),
    reason: optional(text),
    event: objectOf({
      event: text,
      eventType: text,
      source: text,
      occurredAt: instant,
      recordedAt: instant,
      position: text,
      erased: flag,
    }),
    matched: objectOf({ revision: count, since: instant, by: text, clause: text, detail: text }),
    block: optional(objectOf({ block: text, index: count, deliveries: count, bytes: count, from: text, to: text })),
    capturedAt: instant,
    attempts: listOf(
      joined(attempt, objectOf({ block: text, publication: text, round: count, shapedBy: count, sentBy: count })),
    ),
  }),
  EXPLANATION_EXAMPLE,
);
