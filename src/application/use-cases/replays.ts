import { type TaskEither } from 'fp-ts/TaskEither';
import { type CaptureUnavailable } from '../ports/capture-view';
import { type EventStoreUnavailable } from '../ports/event-store';
import { type HookUnknown } from './deliveries';
import { type Actor } from './hooks';

/** Reads a stretch of the log again, with hooks as they stood: what is settled stays so, what is missing is captured. */
export interface ReplayRequest {
  /** Absent: that of the key. */
  readonly account?: number;
  /** Absent: all hooks of the account. */
  readonly hook?: number;
  /** When the events were recorded: RFC 3339 instants, or days in UTC; both ends belong to the period. */
  readonly from: string;
  readonly to: string;
  /** Only looks. */
  readonly dryRun: boolean;
}

/** matched = delivered + parked + discarded + waiting + missing + unclear. */
export interface ReplayCounts {
  readonly matched: number;
  readonly delivered: number;
  readonly parked: number;
  readonly discarded: number;
  readonly waiting: number;
  /** No capture record covers them, though the hook wanted the event. */
  readonly missing: number;
  /** In a block whose record names another number than the log holds: left alone. */
  readonly unclear: number;
  /** Of the missing ones, captured by this replay. */
  readonly repaired: number;
}

/** Why what is missing was not repaired. */
export type LeftBecause =
  | 'hook-suspended'
  | 'hook-inactive'
  | 'hook-deleted'
  /** The hook was resumed without what waited, or deleted, after the event. */
  | 'given-up'
  | 'hook-changed-meanwhile'
  | 'no-room'
  | 'hook-unknown-to-capture'
  | 'cannot-be-read';

export interface ReplayedHook extends ReplayCounts {
  readonly hook: number;
  readonly left?: ReadonlyArray<{ readonly because: LeftBecause; readonly deliveries: number }>;
}

export interface ReplayView extends ReplayCounts {
  readonly replay: string;
  readonly account: number;
  readonly hook?: number;
  /** Instants, as they were taken. */
  readonly from: string;
  readonly to: string;
  readonly dryRun: boolean;
  readonly by: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly status: 'running' | 'done' | 'cancelled' | 'failed';
  /** Of a failed one: what happened and what to do. */
  readonly detail?: string;
  /** Platform events read in the period. */
  readonly events: number;
  /** Recording time of the newest event read. */
  readonly readTo?: string;
  /** Hooks that wanted something, those with something missing first, then by number; at most a thousand. */
  readonly hooks: ReadonlyArray<ReplayedHook>;
  readonly hooksLeftOut: number;
}

export interface AccountNotOfKey {
  readonly type: 'AccountNotOfKey';
  readonly account: number;
}
export interface InvalidPeriod {
  readonly type: 'InvalidPeriod';
  readonly field: 'from' | 'to';
  readonly reason: string;
}
/** What was captured and delivered before `earliest` is past its retention: nobody could tell what is missing. */
export interface PeriodBeforeRetention {
  readonly type: 'PeriodBeforeRetention';
  readonly earliest: string;
}
export interface PeriodNotOver {
  readonly type: 'PeriodNotOver';
  /** The newest end there can be. */
  readonly latest: string;
}
/** Capture itself has not come that far. */
export interface PeriodNotCaptured {
  readonly type: 'PeriodNotCaptured';
  /** Everything recorded before has been captured. */
  readonly before: string;
}
/** One at a time in an engine. */
export interface ReplayUnderWay {
  readonly type: 'ReplayUnderWay';
  readonly replay: string;
}
export interface ReplayUnknown {
  readonly type: 'ReplayUnknown';
  readonly replay: string;
}
export type ReplayRefusal =
  | AccountNotOfKey
  | HookUnknown
  | InvalidPeriod
  | PeriodBeforeRetention
  | PeriodNotOver
  | PeriodNotCaptured
  | ReplayUnderWay
  | ReplayUnknown
  | CaptureUnavailable
  | EventStoreUnavailable;

/**
 * Where the process that captures runs replays. Requests and answers are plain data, so that another process can ask.
 * A replay is known as long as its process runs, the newest twenty of them.
 */
export interface ReplayUseCases {
  /** Answers once the replay has begun. */
  readonly start: (actor: Actor, request: ReplayRequest) => TaskEither<ReplayRefusal, ReplayView>;
  readonly read: (actor: Actor, replay: string) => TaskEither<ReplayRefusal, ReplayView>;
  /** What was repaired until then stays so. Changes nothing when it has ended. */
  readonly cancel: (actor: Actor, replay: string) => TaskEither<ReplayRefusal, ReplayView>;
}
