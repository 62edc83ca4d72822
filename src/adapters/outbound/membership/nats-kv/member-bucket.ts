import { type KV, type KvEntry, type NatsConnection, type QueuedIterator, StorageType } from 'nats';

/** The bucket in which every process keeps one value alive. */
export interface MemberBucket {
  readonly put: (process: string, value: string) => Promise<void>;
  readonly remove: (process: string) => Promise<void>;
  readonly close: () => void;
}

export interface MemberBucketOptions {
  readonly bucket: string;
  readonly replicas: number;
  /** How long a value lives without being put again. */
  readonly ttlMs: number;
  /** Value null: the process took its leave. */
  readonly seen: (process: string, value: string | null) => void;
}

const TIMEOUT_MS = 2000;

/** Opens the bucket, made in memory when missing, and watches it; resolves once all there is was seen. */
export const openMemberBucket = async (
  connection: NatsConnection,
  { bucket, replicas, ttlMs, seen }: MemberBucketOptions,
): Promise<MemberBucket> => {
  const kv: KV = await connection
    .jetstream({ timeout: TIMEOUT_MS })
    .views.kv(bucket, { history: 1, replicas, ttl: ttlMs, storage: StorageType.Memory, timeout: TIMEOUT_MS });
  const initialised = Promise.withResolvers<undefined>();
  const watch = await kv.watch({
    initializedFn: () => {
      initialised.resolve(undefined);
    },
  });
  void follow(watch, seen);
  await initialised.promise;
  return {
    put: async (process, value) => {
      await kv.put(process, value);
    },
    remove: (process) => kv.delete(process),
    close: () => {
      watch.stop();
    },
  };
};

const follow = async (watch: QueuedIterator<KvEntry>, seen: MemberBucketOptions['seen']): Promise<void> => {
  for await (const entry of watch) seen(entry.key, entry.operation === 'PUT' ? entry.string() : null);
};
