import { type Msg, type NatsConnection } from 'nats';
import { type Clock } from '../../../../application/ports/clock';
import { type CommandBus } from '../../../../application/ports/command-bus';
import { type KeyStore } from '../../../../application/ports/key-store';
import { type Log } from '../../../../application/ports/log';
import { type ShardWorker } from '../../../../application/ports/shard-ownership';
import { handOut } from '../hand-out';
import { type Answers } from './answers';
import { blockOpener } from './block-opener';
import { type BlockStream } from './block-stream';
import { streamSequence } from './delivery-token';
import { type DurableSettings } from './durable-consumer';
import { type HeldBlock, heldBlocks } from './held-blocks';
import { prefetchAllowance } from './prefetch-allowance';
import { shardDesk } from './shard-desk';
import { shardConsumers } from './shard-consumers';
import { shardReader } from './shard-reader';
import { SHARDS } from '../../../../application/ports/shard-ownership';
import { shardOf } from './shards';

/** All that a process does with the shards it owns: takes blocks off them, opens them, hands them to workers, answers. */
export interface ShardWork {
  readonly worker: ShardWorker;
  readonly join: CommandBus['consume'];
  /** What is held is no more on the bus; the shards are read from anew. */
  readonly wiped: () => void;
  /** The connection is back, and the stream is the same. */
  readonly resume: () => void;
  /** Gives back all that is held. */
  readonly close: () => Promise<void>;
}

export interface ShardWorkDependencies extends DurableSettings {
  readonly connection: NatsConnection;
  readonly keyStore: KeyStore;
  readonly clock: Clock;
  readonly log: Log;
  readonly stream: BlockStream;
  readonly answers: Answers;
  readonly isUp: () => boolean;
  readonly pullExpiresMs: number;
  readonly publishTimeoutMs: number;
  readonly flushed: () => Promise<void>;
}

const LONGEST_SWEEP_MS = 1_000;
const HEADER_ROOM = 64 * 1024;
const MAX_PAYLOAD = 1024 * 1024;

export const shardWork = (dependencies: ShardWorkDependencies): ShardWork => {
  const { connection, clock, log, stream, answers, ackWaitMs, flushed } = dependencies;
  const held = heldBlocks();
  const consumers = shardConsumers(dependencies);
  const retracted = new Set<number>();

  const out = handOut(
    (command) => {
      const block = held.settle(command);
      if (block !== undefined) answers.acknowledge(block.reply);
      if (allowance.throttled()) desk.each((reader) => reader.ask());
    },
    () => {
      if (out.taking() === 0) void desk.close();
    },
  );
  const opener = blockOpener({
    ...dependencies,
    isHeld: held.has,
    opened: (pairs) => {
      const wanted = pairs.filter(({ block }) => !retracted.has(block.shard));
      for (const { block, command } of wanted) held.opened(block, command);
      out.push(wanted.map(({ command }) => command));
    },
    poison: (block) => {
      held.drop(block);
      answers.terminate(block.reply);
    },
  });
  const allowance = prefetchAllowance({
    room: out.room,
    waiting: () => {
      const here = held.amount();
      const inHand = out.inHand();
      return { commands: here.commands - inHand.commands, bytes: here.bytes - inHand.bytes };
    },
    shards: () => desk.owned(),
    largest: () => (connection.info?.max_payload ?? MAX_PAYLOAD) + HEADER_ROOM,
  });

  const arrived = (shard: number, { reply = '', data }: Msg): void => {
    const sequence = streamSequence(reply);
    if (sequence === null) return;
    stream.saw(sequence);
    const block = held.add({ shard, sequence, data, reply, since: clock.monotonic(), command: null });
    if (block !== null) opener.open(block);
  };

  const giveBack = (block: HeldBlock): void => {
    held.drop(block);
    answers.giveBack(block.reply);
  };
  const takeOutOfQueue = (shard: number): void => {
    for (const command of out.withdraw(({ hook }) => shardOf(hook) === shard)) held.unopened(command);
  };
  const desk = shardDesk({
    reader: (shard) =>
      shardReader(shard, {
        connection,
        clock,
        log,
        expiresMs: dependencies.pullExpiresMs,
        prepare: consumers.prepare,
        allowance: allowance.now,
        arrived,
      }),
    withdrawn: (shard) => (held.ofShard(shard).length === 0 ? Promise.resolve() : consumers.withdrawn(shard)),
    retract: (shard, yes) => {
      if (yes) retracted.add(shard);
      else retracted.delete(shard);
      if (yes) takeOutOfQueue(shard);
    },
    giveBack: (shard) => {
      takeOutOfQueue(shard);
      for (const block of held.ofShard(shard)) if (block.command === null) giveBack(block);
    },
    answered: async (shard) => {
      await held.free(shard);
      await flushed();
    },
  });

  const stayAwake = (block: HeldBlock): void => {
    if (clock.monotonic() - block.since < ackWaitMs / 3) return;
    block.since = clock.monotonic();
    answers.working(block.reply);
  };
  let cancelSweep: () => void = () => undefined;
  const sweepLater = (): void => {
    cancelSweep = clock.after(Math.min(LONGEST_SWEEP_MS, ackWaitMs / 6), () => {
      held.each(stayAwake);
      desk.each((reader) => reader.sweep());
      sweepLater();
    });
  };
  sweepLater();

  return {
    worker: { take: desk.take, handOver: desk.handOver },
    join: (options, take) => {
      const consumer = out.join(options, take);
      desk.open();
      return consumer;
    },
    wiped: () => {
      held.forget();
      out.forget();
      desk.restart();
    },
    resume: () => {
      desk.each((reader) => reader.reset());
    },
    close: async () => {
      cancelSweep();
      await desk.close();
      opener.close();
      for (let shard = 0; shard < SHARDS; shard += 1) held.ofShard(shard).forEach(giveBack);
      out.forget();
    },
  };
};
