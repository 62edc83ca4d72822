import { rmSync } from 'node:fs';
import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Kinds of file system that live in memory (tmpfs, ramfs), as statfs(2) numbers them: a flush there costs nothing. */
const IN_MEMORY: ReadonlySet<number> = new Set([0x01021994, 0x858458f6]);

const made = new Set<string>();
process.once('exit', () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A fresh folder on a disk, gone at the end of the bench; refused in memory, where durability would come for nothing. */
export const scratchFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-bench-'));
  made.add(folder);
  if (!IN_MEMORY.has((await statfs(folder)).type)) return folder;
  throw new Error(`${tmpdir()} is in memory: set TMPDIR to a folder on a disk`);
};

export const removeFolder = async (folder: string): Promise<void> => {
  await rm(folder, { recursive: true, force: true });
  made.delete(folder);
};
