import { type TrialRefusal } from '../../../../application/use-cases/hook-trials';
import { type RefusalTable } from './rest-refusal';

export const trialProblems: RefusalTable<TrialRefusal['type']> = {
  TrialEventInvalid: ({ problems }) => ({
    status: 422,
    slug: 'trial-event-invalid',
    title: 'The event is not acceptable',
    detail: 'It would not be recorded either. Correct the fields listed in errors and send the request again.',
    errors: problems.map(({ field, reason }) => ({ field: field === '' ? 'event' : `event.${field}`, reason })),
  }),
  TypeNotOfHook: ({ eventType, types }) => ({
    status: 422,
    slug: 'type-not-of-hook',
    title: 'The hook does not capture the type',
    detail: `Nothing was sent. The hook captures ${types.slice(0, 20).join(', ')}: choose one of these.`,
    errors: [{ field: 'type', reason: `"${eventType}" is none of the hook's types` }],
  }),
  ExampleNotSendable: ({ eventType, field, reason }) => ({
    status: 422,
    slug: 'example-not-sendable',
    title: 'The example cannot be sent',
    detail: `Nothing was sent. The example of "${eventType}" cannot become a request of this hook: ${field} ${reason}.`,
  }),
};
