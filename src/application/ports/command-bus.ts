import { type TaskEither } from 'fp-ts/TaskEither';
import { type BlockCommand } from '../deliver/block-command';

export interface CommandBusUnavailable {
  readonly type: 'CommandBusUnavailable';
  readonly retryable: boolean;
  readonly detail: string;
}
/** The bus is at its bound; nothing of this call was taken. */
export interface CommandBusFull {
  readonly type: 'CommandBusFull';
}

/** A command in a worker's hands; it comes back to another worker unless acknowledged. */
export interface Delivered {
  readonly command: BlockCommand;
  readonly acknowledge: () => void;
}

export interface ConsumeOptions {
  /** How much this worker holds unacknowledged at the most. */
  readonly maxCommands: number;
  readonly maxBytes: number;
}
export interface Consumer {
  /** Stops taking; what is held can still be acknowledged. */
  readonly stop: () => void;
  /** As a lost worker: everything unacknowledged goes to the others. */
  readonly lose: () => void;
}

/** Hands blocks to workers: in the order of their lane, lanes in turns, at least once. Holds no truth: it may be wiped at any time. */
export interface CommandBus {
  readonly publish: (commands: ReadonlyArray<BlockCommand>) => TaskEither<CommandBusUnavailable | CommandBusFull, void>;
  readonly consume: (options: ConsumeOptions, take: (delivered: Delivered) => void) => Consumer;
  /** Called when the bus was wiped or exchanged: whatever lay on it is gone. */
  readonly onWiped: (call: () => void) => () => void;
}

/** A command bus with its life: what the composition root holds. */
export interface ClosableCommandBus extends CommandBus {
  /** Takes nothing more, gives back what is in hand unanswered, and sends what is answered. */
  readonly close: () => Promise<void>;
}
