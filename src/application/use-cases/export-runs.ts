import { type TaskEither } from 'fp-ts/TaskEither';
import { type ExportRunRefusal } from '../../domain/export-run/export-run-refusal';
import { type StartedRun } from '../../domain/export-run/export-run';
import { type CaptureUnavailable } from '../ports/capture-view';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type RunProgress } from './run-progress';
import { type Actor, type TooManyConflicts } from './hooks';

export interface ExportRequest {
  readonly hook: number;
  /** Days, yyyy-mm-dd, both inclusive, in the account's time zone or UTC. */
  readonly from: string;
  readonly to: string;
  /** Requests a second. */
  readonly rateLimit?: number;
  /** Leaves out what the hook has received. */
  readonly skipDelivered: boolean;
}

export interface ExportRunView {
  readonly run: StartedRun;
  /** Null: nobody captures at the moment, or has not come to the run's start yet. */
  readonly progress: RunProgress | null;
}
export interface ExportRunList {
  readonly runs: ReadonlyArray<StartedRun>;
  /** Null: there are no more. */
  readonly next: string | null;
}
export interface AbortedView extends ExportRunView {
  /** Deliveries that waited on the run's lane and are discarded; those on their way may still arrive. Null: not known. */
  readonly dropped: number | null;
}
export interface RedeliveredView extends ExportRunView {
  readonly asked: number;
}

export interface ExportListFilter {
  readonly hook?: number;
  readonly status?: StartedRun['status'];
  readonly after?: string;
  readonly limit: number;
}

export type ExportRunFailure =
  | ExportRunRefusal
  | { readonly type: 'HookNotFound'; readonly hook: number }
  | { readonly type: 'HookDeleted'; readonly hook: number }
  | TooManyConflicts
  | CaptureUnavailable
  | EventStoreUnavailable;

type Answered<A> = TaskEither<ExportRunFailure, A>;

/** What a door can ask about historical exports. */
export interface ExportRunUseCases {
  readonly start: (actor: Actor, request: ExportRequest) => Answered<ExportRunView>;
  readonly read: (actor: Actor, run: string) => Answered<ExportRunView>;
  readonly list: (actor: Actor, filter: ExportListFilter) => Answered<ExportRunList>;
  readonly suspend: (actor: Actor, run: string) => Answered<ExportRunView>;
  readonly resume: (actor: Actor, run: string) => Answered<ExportRunView>;
  readonly abort: (actor: Actor, run: string) => Answered<AbortedView>;
  /** All that is parked of the run is sent again, with the same ids. */
  readonly redeliverParked: (actor: Actor, run: string) => Answered<RedeliveredView>;
}
