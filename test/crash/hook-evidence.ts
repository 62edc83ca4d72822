import { type CrashHook } from './crash-hooks';
import { type AcceptedEvent } from './load';
import { type Receipt } from './receipts';

/** What the engine says of a hook after the run. */
export interface EngineAccount {
  readonly sum: Readonly<Record<string, unknown>>;
  /** Ids of the events in the list of parked deliveries. */
  readonly parked: ReadonlyArray<string>;
  readonly audit: Readonly<Record<string, unknown>>;
}

export interface HookEvidence extends EngineAccount {
  readonly hook: CrashHook;
  readonly id: number;
  /** The accepted events the hook matches, each producer's in the order of recording. */
  readonly expected: ReadonlyArray<AcceptedEvent>;
  readonly receipts: ReadonlyArray<Receipt>;
}
