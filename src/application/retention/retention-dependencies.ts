import { type CaptureState } from '../../domain/capture/capture-state';
import { type Clock } from '../ports/clock';
import { type DeliveryQueries } from '../ports/delivery-search';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type Log } from '../ports/log';

export interface RetentionDependencies {
  readonly eventStore: EventStore;
  /** Capture's fold as it stands. */
  readonly state: () => CaptureState;
  /** The other reader of the engine's own streams: what it has not read yet stays. */
  readonly search: Pick<DeliveryQueries, 'position'>;
  /** The store never takes an id twice: no capture record names a copy. */
  readonly exactIds: boolean;
  readonly clock: Clock;
  readonly identity: Pick<Identity, 'random'>;
  readonly log: Log;
  /** Milliseconds. */
  readonly keep: {
    readonly outcomesMs: number;
    readonly parkedMs: number;
    /** Null: for ever. */
    readonly eventsMs: number | null;
  };
}
