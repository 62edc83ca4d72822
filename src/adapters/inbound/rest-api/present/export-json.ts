import { type StartedRun } from '../../../../domain/export-run/export-run';
import { type ExportRunView } from '../../../../application/use-cases/export-runs';

/** Decision 23's words for what a run is doing. */
export const STATUS_WORDS: { readonly [status in StartedRun['status']]: string } = {
  'in-progress': 'In Progress',
  paused: 'Paused',
  completed: 'Completed',
  error: 'Error',
  aborted: 'Aborted',
};

export const runJson = ({ run, hook, account, period, status, ...rest }: StartedRun): object => ({
  run,
  hook,
  account,
  status,
  statusText: STATUS_WORDS[status],
  ...('reason' in rest ? { reason: rest.reason } : {}),
  from: period.from,
  to: period.to,
  timeZone: period.zone,
  hookRevision: rest.hookRevision,
  types: rest.types,
  notExportable: rest.notExportable,
  ...(rest.rateLimit === undefined ? {} : { rateLimit: rest.rateLimit }),
  skipDelivered: rest.skipDelivered,
  startedAt: rest.startedAt,
  startedBy: rest.startedBy,
  changedAt: rest.changedAt,
  ...('sum' in rest ? { sum: rest.sum } : {}),
});

export const runViewJson = ({ run, progress }: ExportRunView): object => ({ ...runJson(run), progress });
