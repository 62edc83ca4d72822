import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Kinds of file system that live in memory, as statfs(2) numbers them: a flush there costs nothing. */
const IN_MEMORY: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);

/** A fresh folder on a disk; refused in memory, where durability would come for nothing. */
export const scratchFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-bench-'));
  if (!IN_MEMORY.has((await statfs(folder)).type)) return folder;
  await rm(folder, { recursive: true });
  throw new Error(`${tmpdir()} is in memory: set TMPDIR to a folder on a disk`);
};

export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true });
