import * as TE from 'fp-ts/TaskEither';
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

  const idlest = (): BusConsumer | undefined => {
    let best: BusConsumer | undefined;
    for (const consumer of consumers) {
      if (consumer.hasRoom() && (best === undefined || consumer.held() < best.held())) best = consumer;
    }
    return best;
  };

  /** A worker that acknowledges while it is handed something must not start this anew. */
  const handOut = (): void => {
    if (handing) return;
    handing = true;
    for (let consumer = idlest(); consumer !== undefined; consumer = idlest()) {
      const command = queues.shift();
      if (command === undefined) break;
      consumer.hand(command);
    }
    handing = false;
  };

  const consume: CommandBus['consume'] = (options, take): Consumer => {
    const consumer = busConsumer(options, take, (command) => {
      size -= 1;
      bytes -= command.bytes;
      handOut();
    });
    consumers.add(consumer);
    handOut();
    const stop = (): void => {
      consumer.stop();
      consumers.delete(consumer);
    };
    return {
      stop,
      lose: () => {
        stop();
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
