import { type TaskEither } from 'fp-ts/TaskEither';
import { type Packaging } from '../../domain/message/payload-format';
import { type CaptureView } from '../ports/capture-view';
import { type Clock } from '../ports/clock';
import { type DeliveryQueries } from '../ports/delivery-search';
import { type EventStore, type EventStoreUnavailable } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type KeyStore } from '../ports/key-store';
import { type Erased } from '../read-models/erasures';

/** One match of a hook in a stretch of the log; `index` is its place in the block that the stretch became. */
export interface StretchDelivery {
  readonly index: number;
  readonly delivery: string;
  readonly event: string;
  readonly eventType: string;
  readonly occurredAt: string;
  readonly position: bigint;
  /** Pseudonym; absent without a profile. */
  readonly owner?: string | undefined;
}
export interface BlockStretch {
  /** Inclusive, as `to`. */
  readonly from: bigint;
  readonly to: bigint;
  /** The hook's revision that matched. */
  readonly revision: number;
  /** Of a hook with conditions on data: which of the stretch (domain/capture/picks.ts). */
  readonly picks?: string;
  /** Deliveries that the block was captured with. */
  readonly n?: number;
}

export interface HookStatus {
  readonly account: number;
  readonly status: 'active' | 'suspended' | 'inactive' | 'deleted';
  readonly packaging: Packaging;
}

export interface DeliveryDependencies {
  readonly eventStore: EventStore;
  readonly search: DeliveryQueries;
  readonly keyStore: Pick<KeyStore, 'open'>;
  readonly erased: Pick<Erased, 'covers'>;
  readonly identity: Identity;
  readonly clock: Pick<Clock, 'now'>;
  /** From the hook directory; deleted ones too. */
  readonly hookOf: (hook: number) => HookStatus | undefined;
  /** Matches stretches again, each with the hook's rule as of its revision; in their order. */
  readonly deliveriesOfStretches: (
    hook: number,
    stretches: ReadonlyArray<BlockStretch>,
  ) => TaskEither<EventStoreUnavailable, ReadonlyArray<ReadonlyArray<StretchDelivery>>>;
  readonly sumOf: CaptureView['sumOf'];
}
