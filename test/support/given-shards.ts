import { type ShardOwnership, type ShardWorker } from '../../src/application/ports/shard-ownership';

/** Shards as a test gives and takes them. */
export interface GivenShards extends ShardOwnership {
  readonly give: (from: 'nobody' | 'released' | 'dead', ...shards: ReadonlyArray<number>) => void;
  readonly takeAway: (shard: number) => Promise<void>;
}

export const givenShards = (...initially: ReadonlyArray<number>): GivenShards => {
  const workers = new Set<ShardWorker>();
  return {
    follow: (worker) => {
      workers.add(worker);
      for (const shard of initially) worker.take(shard, 'nobody');
      return () => void workers.delete(worker);
    },
    give: (from, ...shards) => {
      for (const worker of workers) for (const shard of shards) worker.take(shard, from);
    },
    takeAway: async (shard) => {
      await Promise.all([...workers].map((worker) => worker.handOver(shard)));
    },
  };
};
