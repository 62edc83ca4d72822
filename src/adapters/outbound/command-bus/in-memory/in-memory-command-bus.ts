import * as TE from 'fp-ts/TaskEither';
import { type BlockCommand } from '../../../../application/deliver/block-command';
import { type CommandBus, type Consumer } from '../../../../application/ports/command-bus';
import { type BusConsumer, busConsumer } from './bus-consumer';
import { laneQueues } from './lane-queues';

export interface InMemoryCommandBusOptions {
  /** Commands on the bus at the most, those in workers' hands included. */
  readonly maxCommands: number;
  readonly maxBytes: number;
}

export interface InMemoryCommandBus extends CommandBus {
  /** Loses everything on it, as a broker's store might. */
  readonly wipe: () => void;
  /** Commands on it, those in workers' hands included. */
  readonly size: () => number;
}

/** Blocks in memory: rebuilt from the log at every start, so it needs no store. */
export const inMemoryCommandBus = ({ maxCommands, maxBytes }: InMemoryCommandBusOptions): InMemoryCommandBus => {
  const queues = laneQueues();
  const consumers = new Set<BusConsumer>();
  const wiped = new Set<() => void>();
  let size = 0;
  let bytes = 0;
  let handing = false;

  const idlestFor = (command: BlockCommand): BusConsumer | undefined => {
    let best: BusConsumer | undefined;
    for (const consumer of consumers) {
      if (consumer.hasRoomFor(command) && (best === undefined || consumer.held() < best.held())) best = consumer;
    }
    return best;
  };

  const handNext = (): boolean => {
    const queued = queues.peek();
    const consumer = queued === undefined ? undefined : idlestFor(queued.command);
    if (queued === undefined || consumer === undefined) return false;
    queues.shift();
    consumer.hand(queued);
    return true;
  };

  /** A worker that acknowledges or publishes while it is handed something must not start this anew. */
  const handOut = (): void => {
    if (handing) return;
    handing = true;
    try {
      while (handNext());
    } finally {
      handing = false;
    }
  };

  const freed = (command: BlockCommand): void => {
    size -= 1;
    bytes -= command.bytes;
    handOut();
  };

  const consume: CommandBus['consume'] = (options, take): Consumer => {
    const letGoIfOver = (): void => {
      if (consumer.isOver()) consumers.delete(consumer);
    };
    const consumer = busConsumer(options, take, (command) => {
      letGoIfOver();
      freed(command);
    });
    consumers.add(consumer);
    handOut();
    return {
      stop: () => {
        consumer.stop();
        letGoIfOver();
      },
      lose: () => {
        consumer.stop();
        consumers.delete(consumer);
        queues.giveBack(consumer.takeBack());
        handOut();
      },
    };
  };

  return {
    publish: (commands) => () => {
      const more = commands.reduce((sum, command) => sum + command.bytes, 0);
      const full = size > 0 && (size + commands.length > maxCommands || bytes + more > maxBytes);
      if (full) return TE.left({ type: 'CommandBusFull' } as const)();
      for (const command of commands) queues.push(command);
      size += commands.length;
      bytes += more;
      handOut();
      return TE.right(undefined)();
    },
    consume,
    onWiped: (call) => {
      wiped.add(call);
      return () => void wiped.delete(call);
    },
    wipe: () => {
      queues.clear();
      for (const consumer of consumers) consumer.takeBack();
      size = 0;
      bytes = 0;
      for (const call of wiped) call();
    },
    size: () => size,
  };
};
