import { type CaptureState } from '../../domain/capture/capture-state';
import { type Clock } from '../ports/clock';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type Log } from '../ports/log';

export interface RetentionDependencies {
  readonly eventStore: EventStore;
  /** Capture's fold as it stands. */
  readonly state: () => CaptureState;
  /** Position that every other reader of the engine's own streams has reached; null: not known yet, so nothing goes. */
  readonly readTo: () => bigint | null;
  readonly clock: Clock;
  readonly identity: Pick<Identity, 'random'>;
  readonly log: Log;
  /** Milliseconds. */
  readonly keep: { readonly outcomesMs: number; readonly parkedMs: number };
}
