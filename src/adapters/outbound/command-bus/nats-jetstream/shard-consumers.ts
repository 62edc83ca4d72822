import { type JetStreamManager, type NatsConnection } from 'nats';
import { type Log } from '../../../../application/ports/log';
import { type BlockStream } from './block-stream';
import { addDurable, deleteDurable, type DurableSettings } from './durable-consumer';

/** The durable consumers of the shards this process takes. */
export interface ShardConsumers {
  /** `anew`: the old one goes first, so that all it had out comes back at once. */
  readonly prepare: (shard: number, anew: boolean) => Promise<void>;
  /** Whether the deletion that was heard of is one of `prepare`; asked once for each. */
  readonly deletedByUs: (shard: number) => boolean;
}

export interface ShardConsumersDependencies extends DurableSettings {
  readonly connection: NatsConnection;
  readonly log: Log;
  readonly stream: BlockStream;
  readonly publishTimeoutMs: number;
}

export const shardConsumers = (dependencies: ShardConsumersDependencies): ShardConsumers => {
  const { connection, log, stream, publishTimeoutMs } = dependencies;
  const deleting = new Set<number>();
  let manager: Promise<JetStreamManager> | null = null;

  return {
    prepare: async (shard, anew) => {
      if (!(await stream.ready(publishTimeoutMs))) throw new Error('JetStream does not answer');
      manager ??= connection.jetstreamManager({ checkAPI: false, timeout: publishTimeoutMs });
      const using = await manager;
      if (anew) {
        deleting.add(shard);
        if (!(await deleteDurable(using, shard))) deleting.delete(shard);
      }
      await addDurable(using, shard, dependencies, log).catch(async (cause: unknown) => {
        await stream.check();
        throw cause;
      });
    },
    deletedByUs: (shard) => deleting.delete(shard),
  };
};
