import { type ExportPeriod } from './export-period';

interface Base {
  readonly run: string;
  readonly hook: number;
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** An API key's name, or ENGINE. */
  readonly by: string;
}

export interface ExportRunStarted extends Base {
  readonly type: 'ExportRunStarted';
  readonly period: ExportPeriod;
  readonly hookRevision: number;
  readonly types: ReadonlyArray<string>;
  readonly notExportable: ReadonlyArray<string>;
  readonly rateLimit?: number;
  readonly skipDelivered: boolean;
}
/** By a person. */
export interface ExportRunSuspended extends Base {
  readonly type: 'ExportRunSuspended';
}
/** Because the hook does not deliver. */
export interface ExportRunPaused extends Base {
  readonly type: 'ExportRunPaused';
}
export interface ExportRunResumed extends Base {
  readonly type: 'ExportRunResumed';
}
export interface ExportRunAborted extends Base {
  readonly type: 'ExportRunAborted';
}
export interface ExportRunCompleted extends Base {
  readonly type: 'ExportRunCompleted';
  readonly sum: RunSum;
}
export interface ExportRunFailed extends Base {
  readonly type: 'ExportRunFailed';
  readonly reason: RunFailure;
}

/** Decision 25. */
export type RunFailure = 'store-unreadable' | 'deliveries-parked';

/** captured = delivered + parked + discarded, once a run is completed. */
export interface RunSum {
  readonly captured: number;
  readonly delivered: number;
  readonly parked: number;
  readonly discarded: number;
  /** Events of the period, read. */
  readonly events: number;
  /** Events of the period that came after the run was started. */
  readonly late: number;
}

export type ExportRunEvent =
  | ExportRunStarted
  | ExportRunSuspended
  | ExportRunPaused
  | ExportRunResumed
  | ExportRunAborted
  | ExportRunCompleted
  | ExportRunFailed;
