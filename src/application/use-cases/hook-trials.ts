import { type TaskEither } from 'fp-ts/TaskEither';
import { type Clause } from '../../domain/capture-rule/deciding-clause';
import { type LivingHook } from '../../domain/hook/hook';
import { type EventInput } from './events';
import { type Actor, type HookCommandFailure, type HookDefinitionInput } from './hooks';

/** A request, its secrets masked. */
export interface TrialRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: ReadonlyArray<{ readonly name: string; readonly value: string }>;
  readonly body: string;
}

/** Why nothing could be made or sent of the event. */
export interface TrialProblem {
  /** Path in the event or the hook. */
  readonly field: string;
  readonly reason: string;
}

/** What capture and the worker would do with an event; nothing of it was done. */
export interface DryRun {
  readonly matches: boolean;
  /** The first clause that says no; `all`: none does. */
  readonly clause: Clause;
  readonly detail: string;
  /** Null: the definition is not saved under a number. */
  readonly hook: number | null;
  readonly status: LivingHook['status'] | null;
  /** As saving the definition would answer. */
  readonly warnings: ReadonlyArray<string>;
  /** What stands for something that only a real capture would know. */
  readonly notes: ReadonlyArray<string>;
  /** Our id of the event. */
  readonly event: string;
  readonly delivery: string;
  /** Null: the event does not match, or `problem` says why there is none. */
  readonly request: TrialRequest | null;
  readonly problem?: TrialProblem;
}

export interface DryRunRequest {
  /** Absent: a definition without a number. */
  readonly hook?: number;
  /** In the place of the hook's own; needed without one. */
  readonly definition?: HookDefinitionInput;
  readonly event: EventInput;
}

/** An example that was sent, and what came back; it counts nowhere. */
export interface TestEvent {
  readonly hook: number;
  readonly eventType: string;
  readonly event: string;
  readonly request: TrialRequest;
  /** By the hook's own rule of success. */
  readonly delivered: boolean;
  readonly status?: number;
  /** What came back, cut as with deliveries. */
  readonly text?: string;
  readonly durationMs?: number;
  /** Of a failure: its code, and a sentence for people. */
  readonly reason?: string;
  readonly detail?: string;
}

/** The event is none that could be recorded. */
export interface TrialEventInvalid {
  readonly type: 'TrialEventInvalid';
  readonly problems: ReadonlyArray<TrialProblem>;
}
/** The type asked for is none of the hook's. */
export interface TypeNotOfHook {
  readonly type: 'TypeNotOfHook';
  readonly eventType: string;
  readonly types: ReadonlyArray<string>;
}
/** The example cannot become a message of the hook's format. */
export interface ExampleNotSendable extends TrialProblem {
  readonly type: 'ExampleNotSendable';
  readonly eventType: string;
}
export type TrialRefusal = TrialEventInvalid | TypeNotOfHook | ExampleNotSendable;
export type TrialFailure = TrialRefusal | HookCommandFailure;

/** Trying a hook without capturing anything. */
export interface HookTrialUseCases {
  readonly dryRun: (actor: Actor, request: DryRunRequest) => TaskEither<TrialFailure, DryRun>;
  /** Sends an example of the type, by default the hook's first, at once and once (decision 21). */
  readonly test: (
    actor: Actor,
    hook: number,
    options: { readonly eventType?: string },
  ) => TaskEither<TrialFailure, TestEvent>;
}
