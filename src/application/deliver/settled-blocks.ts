import { type BlockCommand } from './block-command';

/** What this worker holds or has lately settled: a repeat of it is acknowledged without a second outcome. */
export interface SettledBlocks {
  /** False: it is a repeat. */
  readonly begin: (command: BlockCommand) => boolean;
  /** Its outcome is in the log. */
  readonly end: (command: BlockCommand) => void;
  /** It got no outcome: when it comes again it is no repeat. */
  readonly forget: (command: BlockCommand) => void;
  readonly size: () => number;
}

const REMEMBERED = 10_000;

const keyOf = ({ block, turn }: BlockCommand): string => `${block}:${String(turn)}`;

export const settledBlocks = (): SettledBlocks => {
  const held = new Set<string>();
  let young = new Set<string>();
  let old = new Set<string>();
  return {
    begin: (command) => {
      const key = keyOf(command);
      if (held.has(key) || young.has(key) || old.has(key)) return false;
      held.add(key);
      return true;
    },
    end: (command) => {
      const key = keyOf(command);
      held.delete(key);
      if (young.size >= REMEMBERED) {
        old = young;
        young = new Set();
      }
      young.add(key);
    },
    forget: (command) => void held.delete(keyOf(command)),
    size: () => held.size + young.size + old.size,
  };
};
