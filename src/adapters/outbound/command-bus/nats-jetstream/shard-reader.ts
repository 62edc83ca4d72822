import { type Msg, type NatsConnection } from 'nats';
import { type Clock } from '../../../../application/ports/clock';
import { type Log } from '../../../../application/ports/log';
import { type ShardPull, shardPull } from './shard-pull';

/** Takes one shard's blocks off the bus while it runs. */
export interface ShardReader {
  /** `anew`: all that its last reader left unanswered comes back at once. */
  readonly start: (anew: boolean) => void;
  /** Resolves once nothing more can come. */
  readonly stop: () => Promise<void>;
  /** Takes what it is allowed to, if it runs. */
  readonly ask: () => void;
  readonly sweep: () => void;
  /** The connection is back: what was asked for is void. */
  readonly reset: () => void;
}

export interface ShardReaderDependencies {
  readonly connection: NatsConnection;
  readonly clock: Clock;
  readonly log: Log;
  readonly expiresMs: number;
  /** Makes the shard's durable consumer. */
  readonly prepare: (shard: number, anew: boolean) => Promise<void>;
  readonly allowance: () => { readonly commands: number; readonly bytes: number };
  readonly arrived: (shard: number, message: Msg) => void;
}

const RETRY_MS = 500;
const DRAIN_MS = 2_000;

export const shardReader = (shard: number, dependencies: ShardReaderDependencies): ShardReader => {
  const { connection, clock, log, expiresMs, prepare, allowance, arrived } = dependencies;
  let pull: ShardPull | null = null;
  let generation = 0;
  let steps: Promise<void> = Promise.resolve();

  const waited = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve));
  const ask = (): void => {
    if (pull === null) return;
    const { commands, bytes } = allowance();
    pull.ask(commands, bytes);
  };

  const begin = async (mine: number, anew: boolean): Promise<void> => {
    while (mine === generation && !connection.isClosed()) {
      try {
        await prepare(shard, anew);
        break;
      } catch (cause) {
        log.warn('a shard cannot be taken yet, trying again', { shard, cause: String(cause) });
        await waited(RETRY_MS);
      }
    }
    if (mine !== generation || connection.isClosed()) return;
    pull = shardPull({
      connection,
      shard,
      expiresMs,
      monotonic: clock.monotonic,
      arrived: (message) => {
        arrived(shard, message);
      },
      wanting: ask,
      missing: () => {
        if (mine === generation) start(false);
      },
    });
    ask();
  };

  const finish = async (): Promise<void> => {
    const ending = pull;
    pull = null;
    if (ending === null) return;
    await Promise.race([ending.drain().catch(() => undefined), waited(DRAIN_MS)]);
    ending.end();
  };

  /** One after the other: a stop that is not over yet does not meet the next start. */
  const then = (step: () => Promise<void>): Promise<void> => {
    steps = steps.then(step);
    return steps;
  };
  const start = (anew: boolean): void => {
    generation += 1;
    const mine = generation;
    void then(finish);
    void then(() => begin(mine, anew));
  };

  return {
    start,
    stop: () => {
      generation += 1;
      return then(finish);
    },
    ask,
    sweep: () => {
      if (pull?.sweep() === false) start(false);
    },
    reset: () => pull?.reset(),
  };
};
