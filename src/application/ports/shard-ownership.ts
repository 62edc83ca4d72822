/** What works on the shards of the bus in this process, told by the ownership. */
export interface ShardWorker {
  /** `dead`: its last owner is gone without a word; what it held unacknowledged must come back at once. */
  readonly take: (shard: number, from: 'nobody' | 'released' | 'dead') => void;
  /** Takes nothing more from the shard; resolves once all that was taken from it is answered. */
  readonly handOver: (shard: number) => Promise<void>;
}

/** Shares the shards of the bus out over the live processes, one owner each (design 11). */
export interface ShardOwnership {
  /** Calls the worker from now on, at once for the shards that are free; returns the end of it. */
  readonly follow: (worker: ShardWorker) => () => void;
}

/** Of the bus, fixed when its stream is made (design 11). */
export const SHARDS = 16;
