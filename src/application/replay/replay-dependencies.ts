import { type Capture } from '../capture/capture';
import { type HookStatus } from '../deliveries/delivery-dependencies';
import { type Clock } from '../ports/clock';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type Log } from '../ports/log';
import { type OpenEvents } from '../record/open-events';

export type ReplayCapture = Pick<Capture, 'state' | 'position' | 'turns' | 'copiesWithin'>;

export interface ReplayDependencies {
  readonly eventStore: Pick<EventStore, 'readRange' | 'readStream'>;
  /** The one at work in this process. */
  readonly capture: ReplayCapture;
  readonly openEvents: OpenEvents;
  readonly identity: Identity;
  readonly clock: Clock;
  readonly log: Log;
  /** From the hook directory; deleted ones too. */
  readonly hookOf: (hook: number) => Pick<HookStatus, 'account'> | undefined;
  /** Milliseconds. */
  readonly outcomesKeptMs: number;
  readonly limits: ReplayLimits;
}

export interface ReplayLimits {
  /** Deliveries a pass over the log remembers that no record has covered yet; then it ends, and another one goes on. */
  readonly mostUncovered: number;
  /** Entries of the log read at once. */
  readonly entriesAPage: number;
}
export const REPLAY_LIMITS: ReplayLimits = { mostUncovered: 100_000, entriesAPage: 1000 };

/** What is being replayed, and whether still. */
export interface ReplayJob {
  readonly account: number;
  readonly hook?: number;
  /** Milliseconds since the epoch; both ends belong to it. */
  readonly from: number;
  readonly to: number;
  readonly dryRun: boolean;
  readonly isCancelled: () => boolean;
}
