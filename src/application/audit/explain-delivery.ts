import * as E from 'fp-ts/Either';
import { explain } from '../../domain/capture-rule/explain';
import { type RoutedEvent } from '../codecs/routed-event';
import { unavailable } from '../deliveries/delivery-failure';
import { attemptView, deliveryView, erasedBy, type FoundDelivery, type Showing } from '../deliveries/delivery-view';
import { eventAt } from '../deliveries/event-at';
import { type Finding } from '../deliveries/find-deliveries';
import { locate } from '../deliveries/locate';
import { ownHook } from '../deliveries/own-hook';
import { attemptsOf, type OutcomesByRoot, readOutcomes } from '../deliveries/read-attempts';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type OpenEvents } from '../record/open-events';
import { type AuditUseCases, type DeliveryExplanation, type ExplainedAttempt } from '../use-cases/audits';
import { type DeliveryRefusal } from '../use-cases/deliveries';
import { type HookRevision, hookRevisions } from './hook-revisions';

export interface ExplainDependencies extends Finding {
  readonly openEvents: OpenEvents;
}
type Reading<A> = Promise<E.Either<EventStoreUnavailable, A>>;

interface Known {
  readonly found: FoundDelivery;
  readonly routed: RoutedEvent;
  readonly hook: HookRevision;
}

/** What could not be shaped has no revision of its own: the one that stood at its position. */
const revisionOf = (revisions: ReadonlyArray<HookRevision>, { row, item }: FoundDelivery): HookRevision | undefined =>
  row.kind === 'stretch'
    ? revisions.find(({ revision }) => revision === row.revision)
    : revisions.findLast(({ position }) => position < item.position);

const readKnown = async (
  dependencies: ExplainDependencies,
  account: number,
  found: FoundDelivery,
): Reading<Known | null> => {
  const routed = await eventAt(dependencies, account, found.item.position);
  if (E.isLeft(routed)) return E.left(unavailable(routed.left));
  const revisions = await hookRevisions(dependencies.eventStore)(account, found.row.hook);
  if (E.isLeft(revisions)) return E.left(unavailable(revisions.left));
  const hook = revisionOf(revisions.right, found);
  return E.right(routed.right === null || hook === undefined ? null : { found, routed: routed.right, hook });
};

/** It was captured, so it matched: only what cannot be opened any more may seem otherwise now. */
const decided = async (
  { openEvents }: ExplainDependencies,
  { routed, hook }: Known,
): Reading<Pick<DeliveryExplanation['matched'], 'clause' | 'detail'> & { readonly erased: boolean }> => {
  const opened = await openEvents([routed])();
  if (E.isLeft(opened)) return E.left(unavailable(opened.left));
  const event = opened.right[0] ?? null;
  const { matches, clause, detail } = explain(hook.hook.definition.rule)(routed, event);
  return E.right({
    clause,
    detail: matches ? detail : `it matched when it was captured; today, ${detail}`,
    erased: event === null,
  });
};

const explainedAttempts = (
  found: FoundDelivery,
  outcomes: OutcomesByRoot,
  showing: Showing,
): ReadonlyArray<ExplainedAttempt> =>
  attemptsOf(found.row, found.item.index, outcomes).map((answer) => {
    const { block, publication, hookRevision: shapedBy, sentRevision: sentBy } = answer.outcome;
    const { round } = answer.answers;
    return { ...attemptView(answer, found, showing), block, publication, round, shapedBy, sentBy };
  });

const blockOf = ({ row, item }: FoundDelivery): Pick<DeliveryExplanation, 'block'> =>
  row.kind === 'stretch'
    ? {
        block: {
          block: row.root,
          index: item.index,
          deliveries: row.n,
          bytes: row.bytes,
          from: String(row.from),
          to: String(row.to),
        },
      }
    : {};

const explanationOf = async (dependencies: ExplainDependencies, known: Known): Reading<DeliveryExplanation> => {
  const { found, routed, hook } = known;
  const why = await decided(dependencies, known);
  if (E.isLeft(why)) return why;
  const outcomes = await readOutcomes(dependencies, [found.row]);
  if (E.isLeft(outcomes)) return outcomes;
  const { erased, clause, detail } = why.right;
  const showing: Showing = {
    packaging: dependencies.hookOf(found.row.hook)?.packaging ?? 'together',
    isErased: (...one) => erased || erasedBy(dependencies.erased)(...one),
  };
  const { delivery, state, reason, capturedAt } = deliveryView(found, outcomes.right, showing);
  return E.right({
    delivery,
    hook: found.row.hook,
    state,
    ...(reason !== undefined && { reason }),
    event: {
      event: routed.id,
      eventType: routed.type,
      source: routed.source,
      occurredAt: routed.occurredAt,
      recordedAt: new Date(routed.recordedAt).toISOString(),
      position: String(routed.position),
      erased,
    },
    matched: { revision: hook.revision, since: hook.since, by: hook.by, clause, detail },
    ...blockOf(found),
    capturedAt,
    attempts: explainedAttempts(found, outcomes.right, showing),
  });
};

/** Why a delivery went where it went: event, position, hook as it stood, clause, block, attempts, answers. */
export const explainDelivery =
  (dependencies: ExplainDependencies): AuditUseCases['explain'] =>
  (actor, hook, delivery) =>
  async (): Promise<E.Either<DeliveryRefusal, DeliveryExplanation>> => {
    const own = ownHook(dependencies, actor, hook);
    if (E.isLeft(own)) return own;
    const located = await locate(dependencies, { account: actor.account, hook, deliveries: [delivery] });
    if (E.isLeft(located)) return located;
    const found = located.right.get(delivery);
    const known = found === undefined ? E.right(null) : await readKnown(dependencies, actor.account, found);
    if (E.isLeft(known)) return known;
    return known.right === null
      ? E.left({ type: 'DeliveriesUnknown', deliveries: [delivery] })
      : explanationOf(dependencies, known.right);
  };
