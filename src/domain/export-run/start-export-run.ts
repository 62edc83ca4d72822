import * as E from 'fp-ts/Either';
import { accept, type Decision } from './decision';
import { exportPeriod, type ExportPeriod } from './export-period';
import { type HookFacts, type StartExportRun } from './export-run-command';
import { type ExportRunRefusal } from './export-run-refusal';

const MAX_RATE = 10_000;

/** Only an active hook, of its types only those that can be exported, and one unfinished run at a time (decision 23). */
export const startExportRun = (command: StartExportRun): Decision => {
  const period = exportPeriod(command);
  if (E.isLeft(period)) return period;
  const refusal = hookRefusal(command) ?? retentionRefusal(command, period.right) ?? rateRefusal(command);
  return refusal === null ? accept(started(command, period.right)) : E.left(refusal);
};

const started = (command: StartExportRun, period: ExportPeriod) => {
  const { run, hook, account, at, by, hookFacts, rateLimit, skipDelivered } = command;
  return {
    type: 'ExportRunStarted',
    run,
    hook,
    account,
    at,
    by,
    period,
    hookRevision: hookFacts.revision,
    types: codes(hookFacts, true),
    notExportable: codes(hookFacts, false),
    ...(rateLimit === undefined ? {} : { rateLimit }),
    skipDelivered,
  } as const;
};

const codes = ({ types }: HookFacts, wanted: boolean): ReadonlyArray<string> =>
  types.filter(({ exportable }) => exportable === wanted).map(({ code }) => code);

const hookRefusal = ({ hook, hookFacts }: StartExportRun): ExportRunRefusal | null => {
  const { status, unfinished } = hookFacts;
  if (status !== 'active') return { type: 'ExportHookNotActive', hook, status };
  if (unfinished !== null) return { type: 'ExportRunUnfinished', hook, run: unfinished };
  return codes(hookFacts, true).length > 0 ? null : { type: 'NothingExportable', hook, types: codes(hookFacts, false) };
};

const retentionRefusal = (
  { earliestEvent, earliestOutcome, skipDelivered }: StartExportRun,
  { from }: ExportPeriod,
): ExportRunRefusal | null => {
  if (earliestEvent !== null && from < earliestEvent) return { type: 'ExportBeforeRetention', earliest: earliestEvent };
  return skipDelivered && from < earliestOutcome ? { type: 'SkipBeforeRetention', earliest: earliestOutcome } : null;
};

const rateRefusal = ({ rateLimit }: StartExportRun): ExportRunRefusal | null => {
  if (rateLimit === undefined || (rateLimit > 0 && rateLimit <= MAX_RATE)) return null;
  return { type: 'ExportRateInvalid', reason: `must be more than 0 and at most ${String(MAX_RATE)} requests a second` };
};
