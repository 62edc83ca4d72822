import { type ReplayRefusal } from '../../../../application/use-cases/replays';
import { type RefusalTable } from './rest-refusal';

type Told = Exclude<ReplayRefusal['type'], 'EventStoreUnavailable' | 'CaptureUnavailable' | 'HookUnknown'>;

export const replayProblems: RefusalTable<Told> = {
  AccountNotOfKey: ({ account }) => ({
    status: 404,
    slug: 'account-not-of-key',
    title: 'Not the account of this key',
    detail: `Nothing was replayed: this key does not speak for account ${String(account)}. Use an admin key of that account.`,
  }),
  InvalidPeriod: ({ field, reason }) => ({
    status: 422,
    slug: 'period-invalid',
    title: 'The period is not acceptable',
    detail:
      'Nothing was replayed. Give from and to as RFC 3339 times or as days in UTC; both ends belong to the period.',
    errors: [{ field, reason }],
  }),
  PeriodBeforeRetention: ({ earliest }) => ({
    status: 422,
    slug: 'period-before-retention',
    title: 'The period begins before what is kept',
    detail: `Nothing was replayed: what was captured and delivered before ${earliest} is past its retention, so nobody could tell what is missing. Begin at ${earliest} or later.`,
    errors: [{ field: 'from', reason: `must not be before ${earliest}` }],
  }),
  PeriodNotOver: ({ latest }) => ({
    status: 422,
    slug: 'period-not-over',
    title: 'The period is not over',
    detail: `Nothing was replayed. End the period at ${latest} or before; a day ends with its last millisecond in UTC.`,
    errors: [{ field: 'to', reason: `must not be after ${latest}` }],
  }),
  PeriodNotCaptured: ({ before }) => ({
    status: 409,
    slug: 'period-not-captured',
    title: 'Capture has not come that far',
    detail: `Nothing was replayed: events recorded at ${before} or later wait for capture itself. End the period before that, or ask again once capture has caught up.`,
  }),
  ReplayUnderWay: ({ replay }) => ({
    status: 409,
    slug: 'replay-under-way',
    title: 'Another replay is under way',
    detail: `The engine runs one replay at a time. Wait for ${replay === '' ? 'it' : replay} to end, or cancel it.`,
  }),
  ReplayUnknown: ({ replay }) => ({
    status: 404,
    slug: 'replay-unknown',
    title: 'No such replay',
    detail: `This account has no replay ${replay}. The newest twenty are known until the process that captures ends; what they repaired stays.`,
  }),
};
