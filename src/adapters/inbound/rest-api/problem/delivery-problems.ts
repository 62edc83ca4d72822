import { type DeliveryRefusal } from '../../../../application/use-cases/deliveries';
import { type RefusalTable } from './rest-refusal';

export const deliveryProblems: RefusalTable<Exclude<DeliveryRefusal['type'], 'EventStoreUnavailable'>> = {
  HookUnknown: ({ hook }) => ({
    status: 404,
    slug: 'hook-not-found',
    title: 'No such hook',
    detail: `Hook ${String(hook)} is not in this account. GET /v1/hooks lists those that are.`,
  }),
  CaptureUnavailable: () => ({
    status: 503,
    slug: 'capture-unavailable',
    title: 'Capture does not answer',
    detail:
      'Only the process that captures knows the totals and runs replays, and none answers. Nothing was done and nothing is lost: it goes on from the log. Send the request again in a few seconds; if this stays, start a process with the role capture.',
    headers: { 'retry-after': '2' },
  }),
  DeliveriesUnknown: ({ deliveries }) => ({
    status: 404,
    slug: 'deliveries-unknown',
    title: 'No such deliveries of this hook',
    detail: 'Nothing was done. GET /v1/deliveries and GET /v1/hooks/{id}/parked list the deliveries there are.',
    errors: deliveries.map((delivery) => ({ field: 'deliveries', reason: `${delivery} is not known` })),
  }),
  HookNotDelivering: ({ hook, status }) => ({
    status: 409,
    slug: 'hook-not-delivering',
    title: 'The hook does not deliver',
    detail: `Hook ${String(hook)} is ${status}. Only an active hook can redeliver: resume or activate it first.`,
  }),
  InvalidSelection: ({ field, reason }) => ({
    // A cursor is made by us and comes back in the query: one that cannot be read is a malformed request.
    status: field === 'cursor' ? 400 : 422,
    slug: 'selection-invalid',
    title: 'The selection is not acceptable',
    detail: 'Correct the field listed in errors. A cursor is taken as it was given in next.',
    errors: [{ field, reason }],
  }),
};
