import { createInbox, type Msg, nanos, type NatsConnection } from 'nats';
import { pullEnd } from './pull-end';
import { durableOf, STREAM } from './shards';

/** What asks the server for a shard's blocks, and gets them; of one durable consumer. */
export interface ShardPull {
  /** Asks for so many more that `commands` are under way, unless half of them are. */
  readonly ask: (commands: number, bytes: number) => void;
  /** Asks anew when an answer is overdue. False: nothing at all was heard for too long. */
  readonly sweep: () => boolean;
  /** What was asked for is void: the connection was lost meanwhile. */
  readonly reset: () => void;
  /** Takes nothing more; resolves once what was on its way has come. */
  readonly drain: () => Promise<void>;
  readonly end: () => void;
}

export interface ShardPullDependencies {
  readonly connection: NatsConnection;
  readonly shard: number;
  readonly expiresMs: number;
  readonly monotonic: () => number;
  readonly arrived: (message: Msg) => void;
  /** Nothing is under way any more, or little is. */
  readonly wanting: () => void;
  /** The durable consumer, or its stream, is gone. */
  readonly missing: () => void;
}

const LATE_MS = 2_000;

export const shardPull = (dependencies: ShardPullDependencies): ShardPull => {
  const { connection, shard, expiresMs, monotonic, arrived, wanting, missing } = dependencies;
  const inbox = createInbox();
  const subject = `$JS.API.CONSUMER.MSG.NEXT.${STREAM}.${durableOf(shard)}`;
  let asked = 0;
  let expires = Infinity;
  let heard = monotonic();
  let most = 0;

  const ended = (message: Msg): void => {
    const { kind, unserved } = pullEnd(message.headers);
    if (kind === 'heartbeat') return;
    asked = unserved === null ? 0 : Math.max(0, asked - unserved);
    if (kind === 'missing') missing();
    else if (kind === 'spent') wanting();
  };

  const subscription = connection.subscribe(inbox, {
    callback: (error, message) => {
      if (error !== null) return;
      heard = monotonic();
      if (message.subject === inbox) {
        ended(message);
        return;
      }
      asked = Math.max(0, asked - 1);
      arrived(message);
      if (asked * 2 <= most) wanting();
    },
  });

  const reset = (): void => {
    asked = 0;
    expires = Infinity;
    heard = monotonic();
    wanting();
  };

  return {
    ask: (commands, bytes) => {
      most = commands;
      if (connection.isClosed() || commands === 0 || asked * 2 > commands || asked >= commands) return;
      const request = {
        batch: commands - asked,
        max_bytes: bytes,
        expires: nanos(expiresMs),
        idle_heartbeat: nanos(expiresMs / 2),
      };
      connection.publish(subject, JSON.stringify(request), { reply: inbox });
      asked = commands;
      expires = monotonic() + expiresMs;
    },
    sweep: () => {
      if (asked === 0) {
        heard = monotonic();
        wanting();
      } else if (monotonic() > expires + LATE_MS) {
        const silent = monotonic() - heard > expiresMs + LATE_MS;
        reset();
        return !silent;
      }
      return true;
    },
    reset,
    drain: () => (connection.isClosed() ? Promise.resolve() : subscription.drain()),
    end: () => {
      if (!connection.isClosed()) subscription.unsubscribe();
    },
  };
};
