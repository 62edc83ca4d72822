import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 20_000;

const owned = new Set<number>();
const pidFiles = new Set<string>();
const pidIn = (file: string): ReadonlyArray<number> =>
  existsSync(file) ? [Number(readFileSync(file, 'utf8'))].filter((pid) => pid > 0) : [];

process.prependOnceListener('exit', () => {
  for (const pid of [...owned, ...[...pidFiles].flatMap(pidIn)]) tell(pid, 'SIGKILL');
});

/** Signal 0 only looks. False: there is no such process. */
const tell = (pid: number, signal: NodeJS.Signals | 0): boolean => {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
};

/** From now on the process ends with the bench; 0: there is none. */
export const own = (pid: number): void => {
  if (pid > 0) owned.add(pid);
};
export const disown = (pid: number): void => {
  owned.delete(pid);
};
/** For a process that another one starts: it ends with the bench even when the bench ends before it was told the pid. */
export const ownByFile = (pidFile: string): void => {
  pidFiles.add(pidFile);
};

/** Ends it in good order, or by force when that takes too long. */
export const end = async (pid: number): Promise<void> => {
  tell(pid, 'SIGTERM');
  const deadline = Date.now() + PATIENCE_MS;
  while (tell(pid, 0) && Date.now() < deadline) await sleep(LOOK_EVERY_MS);
  tell(pid, 'SIGKILL');
  owned.delete(pid);
};

/** Waits until a server answers as it does when it is ready; rejects with what to look at. */
export const answers = async (ready: () => Promise<boolean>, otherwise: string): Promise<void> => {
  const deadline = Date.now() + PATIENCE_MS;
  while (!(await ready().catch(() => false))) {
    if (Date.now() > deadline) throw new Error(otherwise);
    await sleep(LOOK_EVERY_MS);
  }
};
