import { SHARDS } from '../../../../application/ports/shard-ownership';

export const STREAM = 'HOOKLINE_BLOCKS';
export const ALL_SUBJECTS = 'hookline.blocks.>';

/** FNV-1a over the digits: the same in every process and version. */
export const shardOf = (hook: number): number => {
  let hash = 0x811c9dc5;
  for (const digit of String(hook)) hash = Math.imul(hash ^ digit.charCodeAt(0), 0x01000193);
  return ((hash ^ (hash >>> 16)) >>> 0) % SHARDS;
};

export const subjectOf = (hook: number): string => `hookline.blocks.${String(shardOf(hook))}.${String(hook)}`;
export const filterOf = (shard: number): string => `hookline.blocks.${String(shard)}.>`;
export const durableOf = (shard: number): string => `hookline-shard-${String(shard)}`;
