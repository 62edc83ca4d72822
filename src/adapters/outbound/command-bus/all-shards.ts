import { type ShardOwnership } from '../../../application/ports/shard-ownership';

/** A process that shares with nobody: all shards are its own; what an earlier process left unanswered comes back at once. */
export const allShards = (shards: number): ShardOwnership => ({
  follow: (worker) => {
    for (let shard = 0; shard < shards; shard += 1) worker.take(shard, 'dead');
    return () => undefined;
  },
});
