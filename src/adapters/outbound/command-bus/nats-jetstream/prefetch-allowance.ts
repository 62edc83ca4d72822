/** So many and so much. */
export interface Amount {
  readonly commands: number;
  readonly bytes: number;
}

/** How much each shard may have under way. */
export interface PrefetchAllowance {
  /** Zero commands: nothing more for now. */
  readonly now: () => Amount;
  /** Whether somebody was told "nothing" since the last time this was asked. */
  readonly throttled: () => boolean;
}

export interface Prefetched {
  /** What the workers would still take. */
  readonly room: () => Amount;
  /** What is in this process and in no worker's hands. */
  readonly waiting: () => Amount;
  readonly shards: () => number;
  /** The largest message the server lets through. */
  readonly largest: () => number;
}

/** Taken ahead also when the workers' hands are full, so that lanes can take turns. */
const AHEAD: Amount = { commands: 32, bytes: 4 * 1024 * 1024 };
const MOST = 256;

/** The room shared out over the shards, one block each at the least: none is forgotten while there is any. */
export const prefetchAllowance = ({ room, waiting, shards, largest }: Prefetched): PrefetchAllowance => {
  let throttled = false;
  return {
    now: () => {
      const free = room();
      const here = waiting();
      const commands = Math.max(free.commands, AHEAD.commands) - here.commands;
      const bytes = Math.max(free.bytes, AHEAD.bytes) - here.bytes;
      if (commands <= 0 || bytes <= 0) {
        throttled = true;
        return { commands: 0, bytes: 0 };
      }
      const sharers = Math.max(1, shards());
      return {
        commands: Math.min(MOST, Math.max(1, Math.floor(commands / sharers))),
        bytes: Math.max(largest(), Math.floor(bytes / sharers)),
      };
    },
    throttled: () => {
      const was = throttled;
      throttled = false;
      return was;
    },
  };
};
