import { type ExportRunRefusal } from '../../../../domain/export-run/export-run-refusal';
import { type Problem } from '../../incoming-events/problem';
import { type RefusalTable } from './rest-refusal';

const conflict = (slug: string, title: string, detail: string): Problem => ({ status: 409, slug, title, detail });
const hookCalled = (hook: number): string => `Hook ${String(hook)}`;

export const exportProblems: RefusalTable<ExportRunRefusal['type'] | 'EventCountsUnavailable'> = {
  EventCountsUnavailable: () => ({
    status: 503,
    slug: 'event-counts-unavailable',
    title: 'The index of events by day does not answer',
    detail:
      'Nothing is lost, only the preview cannot be told. Ask again in a moment, or read the events themselves with /export-preview/exact.',
    headers: { 'retry-after': '1' },
  }),
  ExportPeriodInvalid: ({ field, reason, zone, latest }) => ({
    status: 422,
    slug: 'export-period-invalid',
    title: 'The period is not acceptable',
    detail: `Give from and to as days, both inclusive, in the time zone ${zone}; the earliest is 1970-01-01, the latest ${latest}, which is yesterday.`,
    errors: [{ field, reason }],
  }),
  ExportHookNotActive: ({ hook, status }) =>
    conflict(
      'export-hook-not-active',
      'The hook is not active',
      `${hookCalled(hook)} is ${status}, and an export delivers through an active hook only. ${status === 'suspended' ? 'Resume' : 'Activate'} it, saved as the export wants it, and ask again.`,
    ),
  NothingExportable: ({ hook, types }) => ({
    status: 422,
    slug: 'export-nothing-exportable',
    title: 'No type of the hook can be exported',
    detail: `${hookCalled(hook)} captures ${types.join(', ')}, of which none is kept for historical exports. GET /v1/event-types says which are; add one of them to the hook.`,
  }),
  ExportRunUnfinished: ({ hook, run }) =>
    conflict(
      'export-unfinished',
      'Another export of this hook has not ended',
      `${hookCalled(hook)} has one export at a time, and ${run} has not ended. Wait for it, or abort it with POST /v1/exports/${run}/abort.`,
    ),
  ExportBeforeRetention: ({ earliest }) => ({
    status: 422,
    slug: 'export-before-retention',
    title: 'The period begins before what is kept',
    detail: `Events before ${earliest} are past their retention. Begin at ${earliest} or later.`,
    errors: [{ field: 'from', reason: `must not be before ${earliest}` }],
  }),
  SkipBeforeRetention: ({ earliest }) => ({
    status: 422,
    slug: 'export-skip-before-retention',
    title: 'What was delivered is not known that far back',
    detail: `What the hook received before ${earliest} is past its retention, so it cannot be left out. Begin at ${earliest} or later, or leave skipDelivered out: receivers can drop what they have by the event id.`,
    errors: [{ field: 'from', reason: `must not be before ${earliest} with skipDelivered` }],
  }),
  ExportRateInvalid: ({ reason }) => ({
    status: 422,
    slug: 'export-rate-invalid',
    title: 'The rate limit is not acceptable',
    detail: 'Correct the rate limit, or leave it out for the limit of the hook alone.',
    errors: [{ field: 'rateLimit', reason }],
  }),
  ExportRunExists: ({ run }) =>
    conflict('export-exists', 'The run exists', `Export ${run} was started by somebody else.`),
  ExportRunNotFound: ({ run }) => ({
    status: 404,
    slug: 'export-not-found',
    title: 'No such export',
    detail: `This account has no export ${run}. GET /v1/exports lists those there are.`,
  }),
  ExportRunCompleted: ({ run }) =>
    conflict(
      'export-completed',
      'The export is completed',
      `Export ${run} has ended and stays as it is. Start another one to send the period again: it has delivery ids of its own and the same event ids.`,
    ),
  ExportRunAborted: ({ run }) =>
    conflict(
      'export-aborted',
      'The export was aborted',
      `Export ${run} was aborted and stays so. Start another one; skipDelivered leaves out what was received.`,
    ),
  ExportRunAlreadySuspended: ({ run }) =>
    conflict('export-already-suspended', 'Already suspended', `Export ${run} is paused; resume it to go on.`),
  ExportRunNotInProgress: ({ run }) =>
    conflict(
      'export-not-in-progress',
      'The export is not in progress',
      `Export ${run} has stopped: resume it to go on from where it stands, or abort it.`,
    ),
  ExportRunAlreadyInProgress: ({ run }) =>
    conflict('export-in-progress', 'Already in progress', `Export ${run} is in progress; nothing was changed.`),
  ExportRunWaitsForHook: ({ run }) =>
    conflict(
      'export-waits-for-hook',
      'The export waits for its hook',
      `Export ${run} is paused because its hook does not deliver, and goes on by itself once the hook is active again: activate or resume the hook.`,
    ),
  ExportRunNotWaitingForHook: ({ run }) =>
    conflict('export-not-waiting', 'The export does not wait for its hook', `Export ${run} was left as it is.`),
};
