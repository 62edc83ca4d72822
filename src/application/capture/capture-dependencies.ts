import { type UnsettledLimits } from '../../domain/capture/lane';
import { type RetryPolicy } from '../../domain/delivery/retry-policy';
import { type Clock } from '../ports/clock';
import { type CommandBus } from '../ports/command-bus';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type Log } from '../ports/log';
import { type Metrics } from '../ports/metrics';
import { type Erased } from '../read-models/erasures';
import { type OpenEvents } from '../record/open-events';
import { type RoutedOf } from '../record/routed-of';
import { type PageElsewhere } from './exports/page-elsewhere';
import { type EngineSuspendsHook } from '../commands/engine-suspends-hook';

export interface CaptureDependencies {
  readonly eventStore: EventStore;
  readonly bus: CommandBus;
  /** Of events that come live. */
  readonly routedOf: RoutedOf;
  readonly openEvents: OpenEvents;
  /** Pages of export runs read, opened and shaped in another thread; without it capture does that itself. */
  readonly pageElsewhere?: PageElsewhere | undefined;
  readonly erased: Erased;
  readonly suspendHook: EngineSuspendsHook;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'captured' | 'parked' | 'republished' | 'copies' | 'conflicts'>;
  /** The store never takes an id twice; otherwise capture itself skips what is recorded again within an hour. */
  readonly exactIds: boolean;
  /** Of hooks without a policy of their own. */
  readonly defaultPolicy: RetryPolicy;
  readonly limits: UnsettledLimits;
}
