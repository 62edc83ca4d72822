import { type Answer, type AppendAnswer, type AppendGroup, type EngineFault, type Question } from './engine-protocol';

/** How the engine is reached: in this thread or in another one. Nothing rejects; trouble is an `EngineFault`. */
export interface EngineLink {
  /** Opens the log if it is not open; null: it is open. */
  readonly open: () => Promise<EngineFault | null>;
  /** Groups are written, and answered, in the order of the calls. */
  readonly append: (group: AppendGroup) => Promise<ReadonlyArray<AppendAnswer>>;
  readonly ask: (question: Question) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

export const faultForAll = (group: AppendGroup, fault: EngineFault): ReadonlyArray<AppendAnswer> =>
  group.counts.map(() => fault);
