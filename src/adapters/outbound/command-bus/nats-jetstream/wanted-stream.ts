import { DiscardPolicy, nanos, RetentionPolicy, StorageType, type StreamConfig } from 'nats';
import { ALL_SUBJECTS, STREAM } from './shards';

export interface StreamBounds {
  /** Blocks on the bus at the most; -1: only bytes bound it. */
  readonly maxCommands: number;
  readonly maxBytes: number;
  /** Copies in a cluster. */
  readonly replicas: number;
  readonly duplicateWindowMs: number;
}

/** Only fields that every server from 2.9 on knows: newer ones refuse what they do not. */
export type WantedStream = Pick<
  StreamConfig,
  | 'name'
  | 'subjects'
  | 'retention'
  | 'storage'
  | 'discard'
  | 'max_bytes'
  | 'max_msgs'
  | 'max_age'
  | 'duplicate_window'
  | 'num_replicas'
>;

export const wantedStream = (bounds: StreamBounds): WantedStream => ({
  name: STREAM,
  subjects: [ALL_SUBJECTS],
  retention: RetentionPolicy.Workqueue,
  storage: StorageType.File,
  discard: DiscardPolicy.New,
  max_bytes: bounds.maxBytes,
  max_msgs: bounds.maxCommands,
  max_age: 0,
  duplicate_window: nanos(bounds.duplicateWindowMs),
  num_replicas: bounds.replicas,
});

export interface Drift {
  readonly field: string;
  readonly is: unknown;
  readonly wanted: unknown;
}

export const driftOf = (is: Partial<StreamConfig>, wanted: WantedStream): ReadonlyArray<Drift> =>
  (Object.keys(wanted) as ReadonlyArray<keyof WantedStream>)
    .filter((field) => JSON.stringify(is[field]) !== JSON.stringify(wanted[field]))
    .map((field) => ({ field, is: is[field], wanted: wanted[field] }));
