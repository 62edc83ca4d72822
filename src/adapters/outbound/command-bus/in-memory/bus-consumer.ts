import { type BlockCommand } from '../../../../application/deliver/block-command';
import { type ConsumeOptions, type Delivered } from '../../../../application/ports/command-bus';

/** A worker as the bus sees it: what it holds unacknowledged, and whether it takes more. */
export interface BusConsumer {
  readonly hasRoom: () => boolean;
  readonly held: () => number;
  readonly hand: (command: BlockCommand) => void;
  readonly stop: () => void;
  /** Takes everything unacknowledged away; acknowledging it later does nothing. */
  readonly takeBack: () => ReadonlyArray<BlockCommand>;
}

export const busConsumer = (
  { maxCommands, maxBytes }: ConsumeOptions,
  take: (delivered: Delivered) => void,
  freed: (command: BlockCommand) => void,
): BusConsumer => {
  const unacknowledged = new Set<BlockCommand>();
  let bytes = 0;
  let stopped = false;

  return {
    hasRoom: () => !stopped && unacknowledged.size < maxCommands && (bytes < maxBytes || unacknowledged.size === 0),
    held: () => unacknowledged.size,
    hand: (command) => {
      unacknowledged.add(command);
      bytes += command.bytes;
      take({
        command,
        acknowledge: () => {
          if (!unacknowledged.delete(command)) return;
          bytes -= command.bytes;
          freed(command);
        },
      });
    },
    stop: () => {
      stopped = true;
    },
    takeBack: () => {
      const lost = [...unacknowledged];
      unacknowledged.clear();
      bytes = 0;
      return lost;
    },
  };
};
