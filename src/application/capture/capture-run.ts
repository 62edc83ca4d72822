import { type CaptureState, initialCaptureState } from '../../domain/capture/capture-state';
import { type RetryPolicy } from '../../domain/delivery/retry-policy';
import { type Accumulating } from './accumulating';
import { type BlockContent } from './block-content';
import { type Copies, withoutCopies } from './copies/copies';
import { type RunsInHand, runsInHand } from './exports/runs-in-hand';
import { type TroubleTold } from './tell-changes';
import { type StandingHooks, standingHooks } from './standing-hooks';
import { type WakeQueue, wakeQueue } from './wake-queue';

/** What one capture holds in memory; all of it can be made again from the log. */
export interface CaptureRun {
  state: CaptureState;
  readonly hooks: StandingHooks;
  /** Open blocks by hook. */
  readonly accumulating: Map<number, Accumulating>;
  /** Bytes of unsettled blocks by root; what is missing is built again when it is published. */
  readonly contents: Map<string, BlockContent>;
  readonly copies: Copies;
  /** Hooks whose lanes changed since they were last scheduled. */
  readonly touched: Set<number>;
  /** When lanes are to be looked at again, and when windows end; monotonic. */
  readonly wakes: WakeQueue<number>;
  readonly windows: WakeQueue<number>;
  /** Last revision of the captures stream: the next record's expectation. */
  revision: bigint | 'no-stream';
  /** Revision of the takeover record; it begins every publication number. */
  takeover: bigint;
  publications: number;
  recordedPosition: bigint;
  recordsSinceSnapshot: number;
  /** Nothing is published while the log is read up to its end after a start: answers may be waiting in it. */
  holding: boolean;
  /** Hooks whose lanes hold blocks or are behind; and when those on the bus last got a block there or an answer. */
  readonly busy: Set<number>;
  readonly onBus: Map<number, number>;
  readonly troubleTold: TroubleTold;
  /** Export runs, beside the live lanes. */
  readonly exports: RunsInHand;
  stopping: boolean;
}

export const captureRun = (defaultPolicy: RetryPolicy, copies: Copies = withoutCopies): CaptureRun => ({
  state: initialCaptureState,
  hooks: standingHooks(defaultPolicy),
  accumulating: new Map(),
  contents: new Map(),
  copies,
  touched: new Set(),
  wakes: wakeQueue(),
  windows: wakeQueue(),
  revision: 'no-stream',
  takeover: 0n,
  publications: 0,
  recordedPosition: -1n,
  recordsSinceSnapshot: 0,
  holding: false,
  busy: new Set(),
  onBus: new Map(),
  troubleTold: new Map(),
  exports: runsInHand(),
  stopping: false,
});
