import { type RunMeter, runMeter } from './run-meter';
import { type WakeQueue, wakeQueue } from '../wake-queue';

/** What capture holds in memory about export runs, besides their fold. */
export interface RunsInHand {
  /** Changed since they were last scheduled. */
  readonly touched: Set<string>;
  /** With something left to do, by hook. */
  readonly busy: Map<number, Set<string>>;
  readonly wakes: WakeQueue<string>;
  /** With blocks on the bus: when they last got one there or an answer. */
  readonly onBus: Map<string, number>;
  /** Whose days could not be read. */
  readonly unreadable: Set<string>;
  readonly meter: RunMeter;
  /** When live capture last had events to handle, monotonic. */
  liveAt: number;
}

export const runsInHand = (): RunsInHand => ({
  touched: new Set(),
  busy: new Map(),
  wakes: wakeQueue(),
  onBus: new Map(),
  unreadable: new Set(),
  meter: runMeter(),
  liveAt: -Infinity,
});
