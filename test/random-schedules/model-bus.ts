import * as E from 'fp-ts/Either';
import { type BlockCommand } from '../../src/application/deliver/block-command';

/** Blocks by lane in order; survives captures and workers, and can be wiped. */
export interface ModelBus {
  readonly push: (commands: ReadonlyArray<BlockCommand>) => E.Either<never, void>;
  /** Lanes with something for a worker. */
  readonly lanes: () => ReadonlyArray<string>;
  readonly take: (lane: string) => BlockCommand | undefined;
  readonly giveBack: (commands: ReadonlyArray<BlockCommand>) => void;
  /** Tells those who listen, unless nobody notices. */
  readonly wipe: (noticed: boolean) => void;
  readonly onWiped: (call: () => void) => () => void;
}

export const modelBus = (): ModelBus => {
  const queues = new Map<string, BlockCommand[]>();
  const listeners = new Set<() => void>();
  const queueOf = (lane: string): BlockCommand[] => {
    const queue = queues.get(lane) ?? [];
    queues.set(lane, queue);
    return queue;
  };
  return {
    push: (commands) => {
      for (const command of commands) queueOf(command.lane).push(command);
      return E.right(undefined);
    },
    lanes: () => [...queues].filter(([, queue]) => queue.length > 0).map(([lane]) => lane),
    take: (lane) => queueOf(lane).shift(),
    giveBack: (commands) => {
      for (const command of [...commands].reverse()) queueOf(command.lane).unshift(command);
    },
    wipe: (noticed) => {
      queues.clear();
      if (noticed) for (const call of listeners) call();
    },
    onWiped: (call) => {
      listeners.add(call);
      return () => void listeners.delete(call);
    },
  };
};
