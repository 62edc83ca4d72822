import {
  type CompleteExportRun,
  type ContinueExportRun,
  type ResumeExportRun,
  type StartExportRun,
} from '../../src/domain/export-run/export-run-command';
import { type ExportRunCompleted, type ExportRunStarted } from '../../src/domain/export-run/export-run-event';

/** The same run in every spec: the second of hook 12, over three days of October 2026. */
export const ACCOUNT = 23;
export const HOOK = 12;
export const RUN = '12-2';
const base = { run: RUN, hook: HOOK, account: ACCOUNT, at: '2026-11-26T09:00:00.000Z', by: 'Jo' };
const sum = { captured: 90, delivered: 88, parked: 2, discarded: 0, events: 120, late: 3 };

export const start: StartExportRun = {
  type: 'StartExportRun',
  ...base,
  from: '2026-10-01',
  to: '2026-10-03',
  zone: 'UTC',
  now: Date.parse('2026-11-26T09:00:00Z'),
  hookFacts: {
    revision: 4,
    status: 'active',
    types: [
      { code: 'click', exportable: true },
      { code: 'campaign_launch', exportable: false },
    ],
    unfinished: null,
  },
  earliestEvent: null,
  earliestOutcome: '2026-10-27',
  skipDelivered: false,
};
export const suspend = { type: 'SuspendExportRun', ...base } as const;
export const resume: ResumeExportRun = { type: 'ResumeExportRun', ...base, hookIsActive: true };
export const abort = { type: 'AbortExportRun', ...base } as const;
export const pause = { type: 'PauseExportRun', ...base } as const;
export const goOn: ContinueExportRun = { type: 'ContinueExportRun', ...base };
export const complete: CompleteExportRun = { type: 'CompleteExportRun', ...base, sum };
export const fail = { type: 'FailExportRun', ...base, reason: 'deliveries-parked' } as const;

export const started: ExportRunStarted = {
  type: 'ExportRunStarted',
  ...base,
  period: {
    from: '2026-10-01',
    to: '2026-10-03',
    zone: 'UTC',
    begins: Date.parse('2026-10-01T00:00:00Z'),
    ends: Date.parse('2026-10-04T00:00:00Z'),
  },
  hookRevision: 4,
  types: ['click'],
  notExportable: ['campaign_launch'],
  skipDelivered: false,
};
export const suspended = { type: 'ExportRunSuspended', ...base } as const;
export const paused = { type: 'ExportRunPaused', ...base } as const;
export const resumed = { type: 'ExportRunResumed', ...base } as const;
export const aborted = { type: 'ExportRunAborted', ...base } as const;
export const completed: ExportRunCompleted = { type: 'ExportRunCompleted', ...base, sum };
export const failed = { type: 'ExportRunFailed', ...base, reason: 'deliveries-parked' } as const;
