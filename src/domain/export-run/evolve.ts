import { type ExportRun, type RunInProgress, type StartedRun } from './export-run';
import { type ExportRunEvent, type ExportRunStarted } from './export-run-event';

type Existing = Omit<RunInProgress, 'status'>;

const started = (event: ExportRunStarted): RunInProgress => ({
  status: 'in-progress',
  run: event.run,
  hook: event.hook,
  account: event.account,
  period: event.period,
  hookRevision: event.hookRevision,
  types: event.types,
  notExportable: event.notExportable,
  ...(event.rateLimit === undefined ? {} : { rateLimit: event.rateLimit }),
  skipDelivered: event.skipDelivered,
  startedAt: event.at,
  startedBy: event.by,
  changedAt: event.at,
});

/** What every status shares; a reason ends with its status. */
const existing = (run: StartedRun, changedAt: string): Existing => ({
  run: run.run,
  hook: run.hook,
  account: run.account,
  period: run.period,
  hookRevision: run.hookRevision,
  types: run.types,
  notExportable: run.notExportable,
  ...(run.rateLimit === undefined ? {} : { rateLimit: run.rateLimit }),
  skipDelivered: run.skipDelivered,
  startedAt: run.startedAt,
  startedBy: run.startedBy,
  changedAt,
});

const evolveStarted = (run: StartedRun, event: Exclude<ExportRunEvent, ExportRunStarted>): StartedRun => {
  const same = existing(run, event.at);
  switch (event.type) {
    case 'ExportRunSuspended':
      return { ...same, status: 'paused', reason: 'user' };
    case 'ExportRunPaused':
      return { ...same, status: 'paused', reason: 'hook_inactive' };
    case 'ExportRunResumed':
      return { ...same, status: 'in-progress' };
    case 'ExportRunAborted':
      return { ...same, status: 'aborted' };
    case 'ExportRunCompleted':
      return { ...same, status: 'completed', sum: event.sum };
    case 'ExportRunFailed':
      return { ...same, status: 'error', reason: event.reason };
  }
};

/** Events are facts: total, and free of rules. What has ended stays so. */
export const evolve = (run: ExportRun, event: ExportRunEvent): ExportRun => {
  if (run.status === 'absent') return event.type === 'ExportRunStarted' ? started(event) : run;
  if (run.status === 'completed' || run.status === 'aborted' || event.type === 'ExportRunStarted') return run;
  return evolveStarted(run, event);
};
