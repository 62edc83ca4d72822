import { type BlockCommand } from '../../../application/deliver/block-command';
import { type CommandBus } from '../../../application/ports/command-bus';
import { type BusConsumer, busConsumer } from './bus-consumer';
import { laneQueues } from './lane-queues';

/** What of the bus is in this process: blocks queued by lane, and the workers they are handed to. */
export interface HandOut {
  /** Queues them all, then hands out as much as the workers take. */
  readonly push: (commands: ReadonlyArray<BlockCommand>) => void;
  readonly join: CommandBus['consume'];
  /** Takes what is meant out of the queues; what workers hold stays with them. */
  readonly withdraw: (meant: (command: BlockCommand) => boolean) => ReadonlyArray<BlockCommand>;
  /** Forgets what is queued and what workers hold: acknowledging it does nothing any more. */
  readonly forget: () => void;
  /** What all workers together would take more. */
  readonly room: () => { readonly commands: number; readonly bytes: number };
  /** What workers hold. */
  readonly inHand: () => { readonly commands: number; readonly bytes: number };
  /** Workers that have not stopped. */
  readonly taking: () => number;
}

const sumOf = (
  consumers: Iterable<BusConsumer>,
  amount: (consumer: BusConsumer) => { readonly commands: number; readonly bytes: number },
): { readonly commands: number; readonly bytes: number } => {
  let commands = 0;
  let bytes = 0;
  for (const consumer of consumers) {
    const one = amount(consumer);
    commands += one.commands;
    bytes += one.bytes;
  }
  return { commands, bytes };
};

/** `acknowledged` is called once for each block that a worker acknowledges; `left` after a worker stopped or was lost. */
export const handOut = (acknowledged: (command: BlockCommand) => void, left: () => void = () => undefined): HandOut => {
  const queues = laneQueues();
  const consumers = new Set<BusConsumer>();
  const taking = new Set<BusConsumer>();
  let handing = false;

  const idlestFor = (command: BlockCommand): BusConsumer | undefined => {
    let best: BusConsumer | undefined;
    for (const consumer of taking) {
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
  const handAll = (): void => {
    if (handing) return;
    handing = true;
    try {
      while (handNext());
    } finally {
      handing = false;
    }
  };

  const join: CommandBus['consume'] = (options, take) => {
    const letGoIfOver = (): void => {
      if (consumer.isOver()) consumers.delete(consumer);
    };
    const consumer = busConsumer(options, take, (command) => {
      letGoIfOver();
      acknowledged(command);
      handAll();
    });
    consumers.add(consumer);
    taking.add(consumer);
    handAll();
    return {
      stop: () => {
        consumer.stop();
        taking.delete(consumer);
        letGoIfOver();
        left();
      },
      lose: () => {
        consumer.stop();
        taking.delete(consumer);
        consumers.delete(consumer);
        queues.giveBack(consumer.takeBack());
        handAll();
        left();
      },
    };
  };

  return {
    push: (commands) => {
      for (const command of commands) queues.push(command);
      handAll();
    },
    join,
    withdraw: (meant) => queues.withdraw(meant).map(({ command }) => command),
    forget: () => {
      queues.clear();
      for (const consumer of consumers) consumer.takeBack();
    },
    room: () => sumOf(taking, (consumer) => consumer.room()),
    inHand: () => sumOf(consumers, (consumer) => ({ commands: consumer.held(), bytes: consumer.bytes() })),
    taking: () => taking.size,
  };
};
