import { type BlockCommand } from '../../../../application/deliver/block-command';

/** A message that this process has and has not answered. */
export interface HeldBlock {
  readonly shard: number;
  readonly sequence: number;
  readonly data: Uint8Array;
  /** Where it is answered; the newest, when the server handed it out again. */
  reply: string;
  /** Monotonic: since when the server waits for an answer. */
  since: number;
  /** Null: not opened yet. */
  command: BlockCommand | null;
}

export interface HeldBlocks {
  /** Null: it is held already and was handed out again. */
  readonly add: (block: HeldBlock) => HeldBlock | null;
  readonly has: (block: HeldBlock) => boolean;
  readonly opened: (block: HeldBlock, command: BlockCommand) => void;
  /** It is in nobody's hands and in no queue any more. */
  readonly unopened: (command: BlockCommand) => void;
  /** Lets go of it; undefined when it was let go of before. */
  readonly settle: (command: BlockCommand) => HeldBlock | undefined;
  readonly drop: (block: HeldBlock) => void;
  readonly ofShard: (shard: number) => ReadonlyArray<HeldBlock>;
  readonly each: (call: (block: HeldBlock) => void) => void;
  /** Resolves once nothing of the shard is held. */
  readonly free: (shard: number) => Promise<void>;
  readonly forget: () => void;
  readonly amount: () => { readonly commands: number; readonly bytes: number };
}

export const heldBlocks = (): HeldBlocks => {
  const blocks = new Map<number, HeldBlock>();
  const byCommand = new Map<BlockCommand, HeldBlock>();
  const counts = new Map<number, number>();
  const waiting = new Map<number, (() => void)[]>();
  let bytes = 0;

  const freed = (shard: number): void => {
    for (const go of waiting.get(shard) ?? []) go();
    waiting.delete(shard);
  };
  const has = (block: HeldBlock): boolean => blocks.get(block.sequence) === block;
  const drop = (block: HeldBlock): void => {
    if (!has(block)) return;
    blocks.delete(block.sequence);
    bytes -= block.data.byteLength;
    if (block.command !== null) byCommand.delete(block.command);
    const left = (counts.get(block.shard) ?? 1) - 1;
    counts.set(block.shard, left);
    if (left === 0) freed(block.shard);
  };

  return {
    add: (block) => {
      const known = blocks.get(block.sequence);
      if (known !== undefined) {
        known.reply = block.reply;
        known.since = block.since;
        return null;
      }
      blocks.set(block.sequence, block);
      bytes += block.data.byteLength;
      counts.set(block.shard, (counts.get(block.shard) ?? 0) + 1);
      return block;
    },
    has,
    opened: (block, command) => {
      block.command = command;
      byCommand.set(command, block);
    },
    unopened: (command) => {
      const block = byCommand.get(command);
      if (block !== undefined) block.command = null;
      byCommand.delete(command);
    },
    settle: (command) => {
      const block = byCommand.get(command);
      if (block !== undefined) drop(block);
      return block;
    },
    drop,
    ofShard: (shard) =>
      [...blocks.values()].filter((block) => block.shard === shard).sort((one, other) => one.sequence - other.sequence),
    each: (call) => {
      for (const block of blocks.values()) call(block);
    },
    free: (shard) =>
      new Promise((resolve) => {
        if ((counts.get(shard) ?? 0) === 0) {
          resolve();
          return;
        }
        waiting.set(shard, [...(waiting.get(shard) ?? []), resolve]);
      }),
    forget: () => {
      blocks.clear();
      byCommand.clear();
      counts.clear();
      bytes = 0;
      for (const shard of [...waiting.keys()]) freed(shard);
    },
    amount: () => ({ commands: blocks.size, bytes }),
  };
};
