import { type NatsConnection } from 'nats';
import { type Clock } from '../../../../application/ports/clock';
import { type ClosableCommandBus } from '../../../../application/ports/command-bus';
import { type KeyStore } from '../../../../application/ports/key-store';
import { type Log } from '../../../../application/ports/log';
import { type ShardOwnership } from '../../../../application/ports/shard-ownership';
import { hearAdvisories } from './advisories';
import { answersOver } from './answers';
import { blockPublisher } from './block-publisher';
import { blockStream } from './block-stream';
import { openLink } from './link';
import { type ShardWork, shardWork } from './shard-work';
import { storedPublish } from './stored-publish';
import { type StreamBounds, wantedStream } from './wanted-stream';

export interface JetStreamCommandBusOptions {
  /** Shared; it stays open when the bus is closed. */
  readonly connection: NatsConnection;
  readonly keyStore: KeyStore;
  readonly ownership: ShardOwnership;
  readonly clock: Clock;
  readonly log: Log;
  /** Parts win over 1 GiB, any number, one copy, two minutes. */
  readonly stream?: Partial<StreamBounds>;
  /** How long the server waits for an answer, or for a sign that the work goes on. */
  readonly ackWaitMs?: number;
  readonly maxAckPending?: number;
  readonly publishTimeoutMs?: number;
  readonly maxInFlight?: number;
  /** How long a request for blocks waits at the server. */
  readonly pullExpiresMs?: number;
}

const BOUNDS: StreamBounds = { maxCommands: -1, maxBytes: 1024 ** 3, replicas: 1, duplicateWindowMs: 120_000 };
const DEFAULTS = {
  ackWaitMs: 30_000,
  maxAckPending: 32_768,
  publishTimeoutMs: 5_000,
  maxInFlight: 256,
  pullExpiresMs: 30_000,
};
const CHECK_MS = 30_000;
const FLUSH_MS = 2_000;
/** After a deletion: what is made while the server still clears the old files away may be cleared with them. */
const SETTLE_MS = 100;

/** Blocks on a work queue of 16 shards; the stream is made, watched and mended by the bus itself (design 11). */
export const jetStreamCommandBus = (options: JetStreamCommandBusOptions): ClosableCommandBus => {
  const settings = { ...DEFAULTS, ...options };
  const { connection, clock, log } = settings;
  const calls = new Set<() => void>();
  let closed = false;
  /** After an interruption nothing is acknowledged before it is sure that the stream is the same. */
  let sure = true;

  const flushed = async (): Promise<void> => {
    if (connection.isClosed() || !link.isUp()) return;
    await Promise.race([
      connection.flush().catch(() => undefined),
      new Promise<void>((resolve) => void clock.after(FLUSH_MS, resolve)),
    ]);
  };
  const link = openLink(connection, clock, () => {
    sure = false;
    void resume();
  });
  const stored = storedPublish(connection, clock, settings.publishTimeoutMs);
  const answers = answersOver(connection, () => sure && link.isUp());
  const stream = blockStream({
    connection,
    clock,
    log,
    wanted: wantedStream({ ...BOUNDS, ...options.stream }),
    timeoutMs: settings.publishTimeoutMs,
    wiped: () => {
      answers.forget();
      work.wiped();
      for (const call of calls) call();
    },
  });
  const work: ShardWork = shardWork({ ...settings, stream, answers, isUp: link.isUp, flushed });

  const resume = async (): Promise<void> => {
    while (!closed && link.isUp() && !(await stream.check()))
      await new Promise<void>((again) => clock.after(500, again));
    if (closed || !link.isUp()) return;
    sure = true;
    answers.resume();
    work.resume();
  };
  const deaf = hearAdvisories(connection, {
    streamDeleted: () => void clock.after(SETTLE_MS, () => void stream.check()),
    streamPurged: () => {
      stream.purged();
    },
  });
  let cancelCheck: () => void = () => undefined;
  const checkLater = (): void => {
    cancelCheck = clock.after(CHECK_MS, () => {
      if (link.isUp()) void stream.check();
      checkLater();
    });
  };
  checkLater();
  let unfollow: (() => void) | null = null;

  return {
    publish: blockPublisher({
      ...settings,
      stream,
      publish: stored.publish,
      link,
      timeoutMs: settings.publishTimeoutMs,
    }),
    consume: (bounds, take) => {
      const consumer = work.join(bounds, take);
      unfollow ??= options.ownership.follow(work.worker);
      return consumer;
    },
    onWiped: (call) => {
      calls.add(call);
      return () => void calls.delete(call);
    },
    close: async () => {
      if (closed) return;
      closed = true;
      cancelCheck();
      deaf();
      unfollow?.();
      await work.close();
      stream.close();
      stored.close();
      link.close();
      await flushed();
    },
  };
};
