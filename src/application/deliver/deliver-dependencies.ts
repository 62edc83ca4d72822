import { type Erased } from '../read-models/erasures';
import { type HookDirectory } from '../read-models/hook-directory';
import { type ExportRunDirectory } from '../read-models/export-run-directory';
import { type Contents } from '../content/contents';
import { type Clock } from '../ports/clock';
import { type CommandBus } from '../ports/command-bus';
import { type DeliveryTransport } from '../ports/delivery-transport';
import { type EventStore } from '../ports/event-store';
import { type Identity } from '../ports/identity';
import { type KeyStore } from '../ports/key-store';
import { type Log } from '../ports/log';
import { type Metrics } from '../ports/metrics';
import { type SecretBox } from '../ports/secret-box';

export interface DeliverDependencies {
  readonly eventStore: Pick<EventStore, 'append'>;
  readonly bus: CommandBus;
  readonly transport: DeliveryTransport;
  readonly hooks: Pick<HookDirectory, 'get' | 'position' | 'reached'>;
  readonly erased: Erased;
  readonly runs: Pick<ExportRunDirectory, 'get' | 'position' | 'reached'>;
  /** Absent: messages leave without content. */
  readonly contents?: Pick<Contents, 'find'>;
  readonly keyStore: Pick<KeyStore, 'seal'>;
  readonly secretBox: SecretBox;
  readonly clock: Clock;
  readonly identity: Identity;
  readonly log: Log;
  readonly metrics: Pick<
    Metrics,
    'delivered' | 'failedAttempts' | 'parked' | 'discarded' | 'requestLatency' | 'deliveryLatency'
  >;
  readonly options: DeliverOptions;
}

export interface DeliverOptions {
  /** Requests of this process under way at once. */
  readonly maxInFlight: number;
  /** Blocks held unacknowledged at once. */
  readonly maxCommands: number;
  readonly maxBytes: number;
  /** How long outcomes gather before they are appended together. */
  readonly outcomeFlushMs: number;
  /** Which `outcomes-<shard>` stream this worker writes. */
  readonly shard: number;
}
