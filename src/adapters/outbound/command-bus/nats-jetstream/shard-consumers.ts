import { type JetStreamManager, type NatsConnection } from 'nats';
import { type Log } from '../../../../application/ports/log';
import { type BlockStream } from './block-stream';
import { addDurable, deleteDurable, type DurableSettings } from './durable-consumer';
import { durableOf, STREAM } from './shards';

/** The durable consumers of the shards this process takes. */
export interface ShardConsumers {
  /** `anew`: the old one goes first, so that all it had out comes back at once. */
  readonly prepare: (shard: number, anew: boolean) => Promise<void>;
  /**
   * Makes the server drop requests that nobody listens to any more, by asking it for the consumer. Without this,
   * 2.9.10 takes the first block that is given back for such a request, finds nobody, and keeps it until ack_wait.
   */
  readonly withdrawn: (shard: number) => Promise<void>;
}

export interface ShardConsumersDependencies extends DurableSettings {
  readonly connection: NatsConnection;
  readonly log: Log;
  readonly stream: BlockStream;
  readonly isUp: () => boolean;
  readonly publishTimeoutMs: number;
}

export const shardConsumers = (dependencies: ShardConsumersDependencies): ShardConsumers => {
  const { connection, log, stream, isUp, publishTimeoutMs } = dependencies;
  let manager: Promise<JetStreamManager> | null = null;

  const managing = (): Promise<JetStreamManager> => {
    manager ??= connection.jetstreamManager({ checkAPI: false, timeout: publishTimeoutMs });
    return manager;
  };

  return {
    prepare: async (shard, anew) => {
      if (!(await stream.ready(publishTimeoutMs))) throw new Error('JetStream does not answer');
      const using = await managing();
      if (anew) await deleteDurable(using, shard);
      await addDurable(using, shard, dependencies, log).catch(async (cause: unknown) => {
        await stream.check();
        throw cause;
      });
    },
    withdrawn: async (shard) => {
      if (connection.isClosed() || !isUp()) return;
      const using = await managing();
      await using.consumers.info(STREAM, durableOf(shard)).catch(() => undefined);
    },
  };
};
