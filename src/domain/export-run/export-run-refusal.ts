import { type ExportPeriodInvalid } from './export-period';

interface OfRun<T extends string> {
  readonly type: T;
  readonly run: string;
}

/** The hook must be active, and saved as it is wanted. */
export interface ExportHookNotActive {
  readonly type: 'ExportHookNotActive';
  readonly hook: number;
  readonly status: 'suspended' | 'inactive';
}
export interface NothingExportable {
  readonly type: 'NothingExportable';
  readonly hook: number;
  readonly types: ReadonlyArray<string>;
}
/** One unfinished run per hook. */
export interface ExportRunUnfinished extends OfRun<'ExportRunUnfinished'> {
  readonly hook: number;
}
export interface ExportBeforeRetention {
  readonly type: 'ExportBeforeRetention';
  /** The earliest day there is. */
  readonly earliest: string;
}
/** What the hook received before that day is not known any more. */
export interface SkipBeforeRetention {
  readonly type: 'SkipBeforeRetention';
  readonly earliest: string;
}
export interface ExportRateInvalid {
  readonly type: 'ExportRateInvalid';
  readonly reason: string;
}

export type ExportRunRefusal =
  | ExportPeriodInvalid
  | ExportHookNotActive
  | NothingExportable
  | ExportRunUnfinished
  | ExportBeforeRetention
  | SkipBeforeRetention
  | ExportRateInvalid
  /** The number is taken by another run. */
  | OfRun<'ExportRunExists'>
  | OfRun<'ExportRunNotFound'>
  | OfRun<'ExportRunCompleted'>
  | OfRun<'ExportRunAborted'>
  | OfRun<'ExportRunAlreadySuspended'>
  /** Suspend, pause, completion or failure of a run that is not under way. */
  | OfRun<'ExportRunNotInProgress'>
  | OfRun<'ExportRunAlreadyInProgress'>
  /** Resume of a run that waits for its hook. */
  | OfRun<'ExportRunWaitsForHook'>
  /** The hook is active again, and the run does not wait for it. */
  | OfRun<'ExportRunNotWaitingForHook'>;
