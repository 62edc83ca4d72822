import { type ExportPreview } from '../../../../application/use-cases/export-preview';
import { type RunProgress } from '../../../../application/use-cases/run-progress';
import { count, flag, instant, joined, listOf, named, objectOf, oneOf, optional, text, viewOf, whole } from './schema';

const day = { type: 'string', examples: ['2026-10-01'] };
const numberOrNull = { type: ['integer', 'null'] };

const progress = viewOf<RunProgress>({
  run: text,
  captured: count,
  delivered: count,
  parked: count,
  redeliverable: count,
  discarded: count,
  waiting: count,
  events: objectOf({ done: count, inAll: count }),
  days: objectOf({ done: count, inAll: count, current: { type: ['string', 'null'] } }),
  leftOut: objectOf({ notMatched: count, notExportable: count, alreadyDelivered: count, outsideOfPeriod: count }),
  late: count,
  perSecond: numberOrNull,
  secondsLeft: numberOrNull,
  circuit: oneOf('closed', 'open'),
});

const run = objectOf({
  run: text,
  hook: whole,
  account: whole,
  status: oneOf('in-progress', 'paused', 'completed', 'error', 'aborted'),
  statusText: oneOf('In Progress', 'Paused', 'Completed', 'Error', 'Aborted'),
  reason: optional(oneOf('user', 'hook_inactive', 'deliveries-parked', 'store-unreadable')),
  from: day,
  to: day,
  timeZone: text,
  hookRevision: count,
  types: listOf(text),
  notExportable: listOf(text),
  rateLimit: optional({ type: 'number' }),
  skipDelivered: flag,
  startedAt: instant,
  startedBy: text,
  changedAt: instant,
  sum: optional(
    objectOf({ captured: count, delivered: count, parked: count, discarded: count, events: count, late: count }),
  ),
});

const RUN_EXAMPLE = {
  run: '7-2',
  hook: 7,
  account: 23,
  status: 'in-progress',
  statusText: 'In Progress',
  from: '2026-10-01',
  to: '2026-10-30',
  timeZone: 'UTC',
  hookRevision: 4,
  types: ['click', 'open'],
  notExportable: ['campaign_launch'],
  skipDelivered: false,
  startedAt: '2026-11-23T10:00:00.000Z',
  startedBy: 'alice',
  changedAt: '2026-11-23T10:00:00.000Z',
};
const PROGRESS_EXAMPLE: RunProgress = {
  run: '7-2',
  captured: 62_000,
  delivered: 61_400,
  parked: 3,
  redeliverable: 3,
  discarded: 0,
  waiting: 597,
  events: { done: 80_403, inAll: 1_000_000 },
  days: { done: 2, inAll: 30, current: '2026-10-03' },
  leftOut: { notMatched: 19_000, notExportable: 0, alreadyDelivered: 0, outsideOfPeriod: 0 },
  late: 12,
  perSecond: 21_000,
  secondsLeft: 44,
  circuit: 'closed',
};

const view = joined(run, objectOf({ progress: { anyOf: [progress, { type: 'null' }] } }));
const VIEW_EXAMPLE = { ...RUN_EXAMPLE, progress: PROGRESS_EXAMPLE };

export const EXPORT_RUN = named('ExportRun', view, VIEW_EXAMPLE);
export const EXPORT_ABORTED = named('ExportAborted', joined(view, objectOf({ dropped: numberOrNull })), {
  ...VIEW_EXAMPLE,
  status: 'aborted',
  statusText: 'Aborted',
  dropped: 597,
});
export const EXPORT_REDELIVERED = named('ExportRedelivered', joined(view, objectOf({ asked: count })), {
  ...VIEW_EXAMPLE,
  asked: 3,
});
export const EXPORT_LIST = named('ExportList', objectOf({ exports: listOf(run), next: optional(text) }), {
  exports: [RUN_EXAMPLE],
});

export const EXPORT_PREVIEW = named(
  'ExportPreview',
  viewOf<ExportPreview>({
    hook: whole,
    from: day,
    to: day,
    timeZone: text,
    exact: flag,
    inexactBecause: listOf(oneOf('element', 'fields', 'filters', 'conditions', 'time-zone')),
    events: count,
    matched: count,
    leftOut: objectOf({ notMatched: count, notExportable: count }),
    types: listOf(objectOf({ type: text, exportable: flag, matched: count })),
    days: listOf(objectOf({ day, events: count, matched: count })),
    advice: text,
  }),
  {
    hook: 7,
    from: '2026-10-01',
    to: '2026-10-02',
    timeZone: 'UTC',
    exact: true,
    inexactBecause: [],
    events: 1200,
    matched: 900,
    leftOut: { notMatched: 300, notExportable: 0 },
    types: [{ type: 'click', exportable: true, matched: 900 }],
    days: [
      { day: '2026-10-01', events: 700, matched: 500 },
      { day: '2026-10-02', events: 500, matched: 400 },
    ],
    advice: 'Send a test event of one of these types first.',
  },
);
