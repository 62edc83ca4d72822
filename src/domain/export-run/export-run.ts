import { type ExportPeriod } from './export-period';
import { type RunFailure, type RunSum } from './export-run-event';

/** What a run was started with, pinned for as long as it lives. */
interface Existing {
  /** `<hook>-<n>`: the n-th run of the hook. */
  readonly run: string;
  readonly hook: number;
  readonly account: number;
  readonly period: ExportPeriod;
  /** The hook's revision that matches and shapes. */
  readonly hookRevision: number;
  /** Of the hook's types, those that can be exported, and those left out. */
  readonly types: ReadonlyArray<string>;
  readonly notExportable: ReadonlyArray<string>;
  /** Requests a second; absent: the hook's own limit alone. */
  readonly rateLimit?: number;
  readonly skipDelivered: boolean;
  readonly startedAt: string;
  readonly startedBy: string;
  readonly changedAt: string;
}

export interface AbsentRun {
  readonly status: 'absent';
}
export interface RunInProgress extends Existing {
  readonly status: 'in-progress';
}
/** user: until somebody resumes it. hook_inactive: until the hook is active again. */
export interface PausedRun extends Existing {
  readonly status: 'paused';
  readonly reason: 'user' | 'hook_inactive';
}
export interface FailedRun extends Existing {
  readonly status: 'error';
  readonly reason: RunFailure;
}
export interface CompletedRun extends Existing {
  readonly status: 'completed';
  readonly sum: RunSum;
}
export interface AbortedRun extends Existing {
  readonly status: 'aborted';
}

export type UnfinishedRun = RunInProgress | PausedRun | FailedRun;
export type FinalRun = CompletedRun | AbortedRun;
export type StartedRun = UnfinishedRun | FinalRun;

/** The state of a historical export (decisions 23 to 25). */
export type ExportRun = AbsentRun | StartedRun;
