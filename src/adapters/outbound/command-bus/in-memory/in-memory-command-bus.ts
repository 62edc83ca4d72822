import * as TE from 'fp-ts/TaskEither';
import { type ClosableCommandBus } from '../../../../application/ports/command-bus';
import { handOut } from '../hand-out';

export interface InMemoryCommandBusOptions {
  /** Commands on the bus at the most, those in workers' hands included. */
  readonly maxCommands: number;
  readonly maxBytes: number;
}

export interface InMemoryCommandBus extends ClosableCommandBus {
  /** Loses everything on it, as a broker's store might. */
  readonly wipe: () => void;
  /** Commands on it, those in workers' hands included. */
  readonly size: () => number;
}

/** Blocks in memory: rebuilt from the log at every start, so it needs no store. */
export const inMemoryCommandBus = ({ maxCommands, maxBytes }: InMemoryCommandBusOptions): InMemoryCommandBus => {
  const wiped = new Set<() => void>();
  let size = 0;
  let bytes = 0;
  const out = handOut((command) => {
    size -= 1;
    bytes -= command.bytes;
  });

  return {
    publish: (commands) => () => {
      const more = commands.reduce((sum, command) => sum + command.bytes, 0);
      const full = size > 0 && (size + commands.length > maxCommands || bytes + more > maxBytes);
      if (full) return TE.left({ type: 'CommandBusFull' } as const)();
      size += commands.length;
      bytes += more;
      out.push(commands);
      return TE.right(undefined)();
    },
    consume: out.join,
    onWiped: (call) => {
      wiped.add(call);
      return () => void wiped.delete(call);
    },
    wipe: () => {
      out.forget();
      size = 0;
      bytes = 0;
      for (const call of wiped) call();
    },
    size: () => size,
    close: () => Promise.resolve(),
  };
};
