import * as E from 'fp-ts/Either';
import { type BlockCommand } from '../../../../application/deliver/block-command';
import { type Clock } from '../../../../application/ports/clock';
import { type KeyStore } from '../../../../application/ports/key-store';
import { type Log } from '../../../../application/ports/log';
import { type BlockFrame, decodeFrame } from './block-frame';
import { type HeldBlock } from './held-blocks';
import { openBlocks } from './opened-blocks';

/** Turns messages into commands, in the order in which they came, many at once. */
export interface BlockOpener {
  readonly open: (block: HeldBlock) => void;
  readonly close: () => void;
}

export interface BlockOpenerDependencies {
  readonly keyStore: KeyStore;
  readonly clock: Clock;
  readonly log: Log;
  /** Whether the block is still ours to work on. */
  readonly isHeld: (block: HeldBlock) => boolean;
  readonly opened: (blocks: ReadonlyArray<{ readonly block: HeldBlock; readonly command: BlockCommand }>) => void;
  /** No repeat can make a command of it. */
  readonly poison: (block: HeldBlock) => void;
}

const AT_ONCE = 256;
const RETRY_MS = 500;

interface Legible {
  readonly block: HeldBlock;
  readonly frame: BlockFrame;
}

export const blockOpener = (dependencies: BlockOpenerDependencies): BlockOpener => {
  const { keyStore, clock, log, isHeld, opened, poison } = dependencies;
  const openAll = openBlocks(keyStore);
  let waiting: HeldBlock[] = [];
  let running = false;
  let closed = false;

  const legible = (block: HeldBlock): ReadonlyArray<Legible> => {
    const frame = decodeFrame(block.data);
    if (E.isRight(frame)) return [{ block, frame: frame.right }];
    log.error('a message on the bus is no block; it is taken off', { sequence: block.sequence, problem: frame.left });
    poison(block);
    return [];
  };

  const pause = (): Promise<void> => new Promise((resolve) => void clock.after(RETRY_MS, resolve));

  const openBatch = async (batch: ReadonlyArray<HeldBlock>): Promise<void> => {
    const read = batch.filter(isHeld).flatMap(legible);
    for (;;) {
      const commands = await openAll(read.map(({ frame }) => frame))();
      if (E.isRight(commands)) {
        const pairs = read.flatMap(({ block }, at) => {
          const command = commands.right[at];
          return command === undefined || !isHeld(block) ? [] : [{ block, command }];
        });
        opened(pairs);
        return;
      }
      if (closed || !read.some(({ block }) => isHeld(block))) return;
      log.warn('blocks wait for the keys to open them', { blocks: read.length, detail: commands.left.detail });
      await pause();
    }
  };

  const run = async (): Promise<void> => {
    running = true;
    while (waiting.length > 0 && !closed) {
      const batch = waiting.slice(0, AT_ONCE);
      waiting = waiting.slice(AT_ONCE);
      await openBatch(batch);
    }
    running = false;
  };

  return {
    open: (block) => {
      waiting.push(block);
      if (!running) void run();
    },
    close: () => {
      closed = true;
      waiting = [];
    },
  };
};
