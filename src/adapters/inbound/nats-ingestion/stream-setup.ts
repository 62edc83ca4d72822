import {
  AckPolicy,
  type ConsumerConfig,
  DiscardPolicy,
  type JetStreamManager,
  nanos,
  NatsError,
  RetentionPolicy,
  StorageType,
  type StreamConfig,
} from 'nats';

export const EVENTS_STREAM = 'HOOKLINE_EVENTS';
export const EVENTS_SUBJECT = 'hookline.events.*';
/** One durable consumer for all processes: the server shares the messages out. */
export const INGESTION_CONSUMER = 'hookline-ingestion';

export interface StreamSettings {
  readonly ackWaitMs: number;
  /** Copies of the stream in a cluster of NATS servers. */
  readonly replicas: number;
}

/** A setting that is not as Hookline would make it. */
export interface Drift {
  readonly of: 'stream' | 'consumer';
  readonly setting: string;
  readonly is: unknown;
  readonly expected: unknown;
}
export interface SetUp {
  readonly drift: ReadonlyArray<Drift>;
  /** As it is, whoever made the consumer. */
  readonly ackWaitMs: number;
}

const DUPLICATE_WINDOW_MS = 120_000;
/** Over all processes; a message that waits to come again counts. */
const MAX_ACK_PENDING = 10_000;

const STREAM_NOT_FOUND = 10059;
const CONSUMER_NOT_FOUND = 10014;

const streamConfig = ({ replicas }: StreamSettings) =>
  ({
    name: EVENTS_STREAM,
    subjects: [EVENTS_SUBJECT],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    // A full stream refuses what comes, so that the publisher knows; it never drops what waits.
    discard: DiscardPolicy.New,
    max_age: 0,
    duplicate_window: nanos(DUPLICATE_WINDOW_MS),
    num_replicas: replicas,
  }) satisfies Partial<StreamConfig>;

const consumerConfig = ({ ackWaitMs }: StreamSettings) =>
  ({
    durable_name: INGESTION_CONSUMER,
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    max_deliver: -1,
    max_ack_pending: MAX_ACK_PENDING,
  }) satisfies Partial<ConsumerConfig>;

/** Null where the server knows no such thing. */
const found = async <Info>(asked: Promise<Info>, code: number): Promise<Info | null> => {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof NatsError && error.api_error?.err_code === code) return null;
    throw error;
  }
};

const driftOf = (of: Drift['of'], is: object, expected: object): ReadonlyArray<Drift> => {
  const actual: Readonly<Record<string, unknown>> = { ...is };
  return Object.entries(expected).flatMap(([setting, value]: readonly [string, unknown]) =>
    JSON.stringify(actual[setting]) === JSON.stringify(value)
      ? []
      : [{ of, setting, is: actual[setting], expected: value }],
  );
};

/**
 * Makes stream and consumer where they are missing, and leaves what is there as it is: how it differs is told. Rejects
 * while the server does not answer or refuses.
 */
export const setUpStream = async (manager: JetStreamManager, settings: StreamSettings): Promise<SetUp> => {
  const stream =
    (await found(manager.streams.info(EVENTS_STREAM), STREAM_NOT_FOUND)) ??
    (await manager.streams.add(streamConfig(settings)));
  const consumer =
    (await found(manager.consumers.info(EVENTS_STREAM, INGESTION_CONSUMER), CONSUMER_NOT_FOUND)) ??
    (await manager.consumers.add(EVENTS_STREAM, consumerConfig(settings)));
  return {
    drift: [
      ...driftOf('stream', stream.config, streamConfig(settings)),
      ...driftOf('consumer', consumer.config, consumerConfig(settings)),
    ],
    ackWaitMs: (consumer.config.ack_wait ?? nanos(settings.ackWaitMs)) / nanos(1),
  };
};
