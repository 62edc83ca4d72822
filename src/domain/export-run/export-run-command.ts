import { type RunFailure, type RunSum } from './export-run-event';

interface Base {
  readonly run: string;
  readonly hook: number;
  /** The account that asks; another account's run is not found. */
  readonly account: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  /** An API key's name, or ENGINE. */
  readonly by: string;
}

/** What of the hook, as it stands, decides whether a run may start. */
export interface HookFacts {
  readonly revision: number;
  readonly status: 'active' | 'suspended' | 'inactive';
  readonly types: ReadonlyArray<{ readonly code: string; readonly exportable: boolean }>;
  /** Of the run before this one, if it has not ended. */
  readonly unfinished: string | null;
}

export interface StartExportRun extends Base {
  readonly type: 'StartExportRun';
  readonly from: string;
  readonly to: string;
  readonly zone: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly hookFacts: HookFacts;
  /** Days before are past their retention; null: all are kept. */
  readonly earliestEvent: string | null;
  /** Only for skipDelivered: days before are past the retention of outcomes. */
  readonly earliestOutcome: string;
  readonly rateLimit?: number;
  readonly skipDelivered: boolean;
}
export interface SuspendExportRun extends Base {
  readonly type: 'SuspendExportRun';
}
export interface ResumeExportRun extends Base {
  readonly type: 'ResumeExportRun';
  readonly hookIsActive: boolean;
}
export interface AbortExportRun extends Base {
  readonly type: 'AbortExportRun';
}
/** By capture: the hook does not deliver any more. */
export interface PauseExportRun extends Base {
  readonly type: 'PauseExportRun';
}
/** By capture: the hook delivers again. */
export interface ContinueExportRun extends Base {
  readonly type: 'ContinueExportRun';
}
export interface CompleteExportRun extends Base {
  readonly type: 'CompleteExportRun';
  readonly sum: RunSum;
}
export interface FailExportRun extends Base {
  readonly type: 'FailExportRun';
  readonly reason: RunFailure;
}

export type ExportRunCommand =
  | StartExportRun
  | SuspendExportRun
  | ResumeExportRun
  | AbortExportRun
  | PauseExportRun
  | ContinueExportRun
  | CompleteExportRun
  | FailExportRun;
