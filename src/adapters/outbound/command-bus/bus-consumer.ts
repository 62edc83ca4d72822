import { type BlockCommand } from '../../../application/deliver/block-command';
import { type ConsumeOptions, type Delivered } from '../../../application/ports/command-bus';
import { type Queued } from './lane-queues';

/** A worker as the bus sees it: what it holds unacknowledged, and whether it takes more. */
export interface BusConsumer {
  /** A worker that holds nothing takes a block of any size. */
  readonly hasRoomFor: (command: BlockCommand) => boolean;
  readonly held: () => number;
  readonly bytes: () => number;
  /** What it would take more; nothing once it is stopped. */
  readonly room: () => { readonly commands: number; readonly bytes: number };
  readonly hand: (queued: Queued) => void;
  readonly stop: () => void;
  /** Stopped, and holds nothing. */
  readonly isOver: () => boolean;
  /** Takes everything unacknowledged away; acknowledging it later does nothing. */
  readonly takeBack: () => ReadonlyArray<Queued>;
}

export const busConsumer = (
  { maxCommands, maxBytes }: ConsumeOptions,
  take: (delivered: Delivered) => void,
  freed: (command: BlockCommand) => void,
): BusConsumer => {
  const unacknowledged = new Map<Delivered, Queued>();
  let bytes = 0;
  let stopped = false;

  return {
    hasRoomFor: (command) =>
      !stopped && unacknowledged.size < maxCommands && (unacknowledged.size === 0 || bytes + command.bytes <= maxBytes),
    held: () => unacknowledged.size,
    bytes: () => bytes,
    room: () =>
      stopped ? { commands: 0, bytes: 0 } : { commands: maxCommands - unacknowledged.size, bytes: maxBytes - bytes },
    hand: (queued) => {
      const { command } = queued;
      const delivered: Delivered = {
        command,
        acknowledge: () => {
          if (!unacknowledged.delete(delivered)) return;
          bytes -= command.bytes;
          freed(command);
        },
      };
      unacknowledged.set(delivered, queued);
      bytes += command.bytes;
      take(delivered);
    },
    stop: () => {
      stopped = true;
    },
    isOver: () => stopped && unacknowledged.size === 0,
    takeBack: () => {
      const lost = [...unacknowledged.values()];
      unacknowledged.clear();
      bytes = 0;
      return lost;
    },
  };
};
