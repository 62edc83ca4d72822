import { type Packaging } from '../../domain/message/payload-format';
import { type BlockRow, type Standing } from '../ports/delivery-search';
import { type Erased } from '../read-models/erasures';
import { presentFields } from '../present-fields';
import { stateOf, UNTRIED } from '../read-models/delivery-search/standing';
import { type DeliveryAttempt, type DeliveryView } from '../use-cases/deliveries';
import { type StretchDelivery } from './delivery-dependencies';
import { type AttemptAnswer, attemptsOf, type OutcomesByRoot } from './read-attempts';

/** A delivery with the row it was captured in. */
export interface FoundDelivery {
  readonly row: BlockRow;
  readonly item: StretchDelivery;
  /** All deliveries of the row. */
  readonly beside: ReadonlyArray<StretchDelivery>;
}

const instant = (at: number): string => new Date(at).toISOString();

/** How deliveries are shown. */
export interface Showing {
  readonly packaging: Packaging;
  /** A person in the request was erased: what came back may repeat what was sent, and is not shown any more. */
  readonly isErased: (found: FoundDelivery, packaging: Packaging) => boolean;
}

/** By what this process has heard of erasures. Together one answer came for all of them. */
export const erasedBy =
  (erased: Pick<Erased, 'covers'>): Showing['isErased'] =>
  ({ row, item, beside }, packaging) =>
    (packaging === 'together' ? beside : [item]).some(({ owner, position }) =>
      erased.covers(row.account, owner, position),
    );

export const attemptView = (
  { outcome, answers }: AttemptAnswer,
  found: FoundDelivery,
  { packaging, isErased }: Showing,
): DeliveryAttempt => {
  const text = isErased(found, packaging) ? undefined : answers.text;
  return presentFields<DeliveryAttempt>({
    at: instant(outcome.at),
    attempt: answers.attempt,
    answer: answers.answer,
    kind: answers.kind,
    reason: answers.reason,
    status: answers.status,
    durationMs: answers.ms,
    responseText: answers.status === undefined ? undefined : text,
    detail: answers.status === undefined ? text : undefined,
    manual: outcome.manual,
    webhookId: answers.webhookId ?? (packaging === 'together' ? outcome.block : found.item.delivery),
  });
};

const settledFor = (standing: Standing): string | undefined => {
  switch (stateOf(standing)) {
    case 'parked':
    case 'discarded':
      return standing.reason;
    case 'waiting':
    case 'delivered':
      return undefined;
  }
};

export const deliveryView = (found: FoundDelivery, outcomes: OutcomesByRoot, showing: Showing): DeliveryView => {
  const { row, item } = found;
  const { index, delivery, event, eventType, occurredAt } = item;
  const attempts = attemptsOf(row, index, outcomes).map((answer) => attemptView(answer, found, showing));
  const standing = row.standings[index] ?? UNTRIED;
  const reason = settledFor(standing);
  const lastTried = attempts.findLast((attempt) => attempt.answer !== 'returned');
  return {
    delivery,
    event,
    eventType,
    occurredAt,
    hook: row.hook,
    block: row.root,
    state: stateOf(standing),
    ...(reason !== undefined && { reason }),
    capturedAt: instant(row.capturedAt),
    ...(lastTried !== undefined && { lastAttemptAt: lastTried.at }),
    attempts,
  };
};
