import { type ShardWorker } from '../../../../application/ports/shard-ownership';
import { type ShardReader } from './shard-reader';

/** The shards of this process and what reads them. */
export interface ShardDesk extends ShardWorker {
  /** Somebody takes blocks from now on, or nobody does any more. */
  readonly open: () => void;
  readonly close: () => Promise<void>;
  readonly each: (call: (reader: ShardReader) => void) => void;
  /** All that was taken is void: every shard is read from anew. */
  readonly restart: () => void;
  readonly owned: () => number;
}

export interface ShardDeskDependencies {
  readonly reader: (shard: number) => ShardReader;
  /** Nothing of the shard goes into anybody's hands any more, or again it may. */
  readonly retract: (shard: number, yes: boolean) => void;
  /** Resolves once the server keeps no request of a reader that has stopped. */
  readonly withdrawn: (shard: number) => Promise<void>;
  /** Gives back what of the shard is in nobody's hands. */
  readonly giveBack: (shard: number) => void;
  /** Resolves once nothing of the shard is held, and the server knows. */
  readonly answered: (shard: number) => Promise<void>;
}

export const shardDesk = (dependencies: ShardDeskDependencies): ShardDesk => {
  const { retract, withdrawn, giveBack, answered } = dependencies;
  const readers = new Map<number, ShardReader>();
  /** Shards whose dead owner's leavings were not called back yet. */
  const orphaned = new Set<number>();
  let opened = false;

  const start = (shard: number, reader: ShardReader): void => {
    reader.start(orphaned.delete(shard));
  };
  const stop = async (shard: number, reader: ShardReader): Promise<void> => {
    await reader.stop();
    await withdrawn(shard);
    if (!opened || readers.get(shard) !== reader) giveBack(shard);
  };

  return {
    take: (shard, from) => {
      const reader = readers.get(shard) ?? dependencies.reader(shard);
      readers.set(shard, reader);
      retract(shard, false);
      if (from === 'dead') orphaned.add(shard);
      if (opened) start(shard, reader);
    },
    handOver: async (shard) => {
      const reader = readers.get(shard);
      readers.delete(shard);
      retract(shard, true);
      if (reader !== undefined) await stop(shard, reader);
      await answered(shard);
    },
    open: () => {
      if (opened) return;
      opened = true;
      for (const [shard, reader] of readers) start(shard, reader);
    },
    close: async () => {
      opened = false;
      await Promise.all([...readers].map(([shard, reader]) => stop(shard, reader)));
    },
    each: (call) => {
      for (const reader of readers.values()) call(reader);
    },
    restart: () => {
      for (const [shard, reader] of readers) {
        orphaned.add(shard);
        if (opened) start(shard, reader);
      }
    },
    owned: () => readers.size,
  };
};
