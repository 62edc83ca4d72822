import { type BlockCommand } from '../../src/application/deliver/block-command';

/** A request as the receiver saw it. */
export interface Request {
  readonly hook: number;
  readonly webhookId: string;
  readonly deliveries: ReadonlyArray<string>;
  readonly accepted: boolean;
  /** Number of causes of repeats there had been by then. */
  readonly causes: number;
}

/** Everything the checks look at besides the log itself. */
export interface History {
  readonly requests: Request[];
  /** Everything ever put on the bus. */
  readonly published: BlockCommand[];
  /** Why something may come twice: crashes, wipes, lost answers, second captures. */
  readonly causes: string[];
  /** What is wrong already, found where it happened. */
  readonly wrong: string[];
  /** Steps taken, for the report of a failure. */
  readonly steps: string[];
  /** Wipes nobody was told of: the ten-minute rule may have to find them. */
  unnoticed: number;
  /** Publications of what a worker had answered already under another number: only the ten-minute rule ends them. */
  repeats: number;
  /** The process that took over last: any other one is fenced off, and knows it only once it has something to write. */
  owner: object | null;
}

export const newHistory = (): History => ({
  requests: [],
  published: [],
  causes: [],
  wrong: [],
  steps: [],
  unnoticed: 0,
  repeats: 0,
  owner: null,
});
