import { setTimeout as wait } from 'node:timers/promises';

const STEP_MS = 50;

/** Until it holds; rejects after the bound, naming what was waited for. */
export const waitFor = async (what: string, holds: () => Promise<boolean>, withinMs: number): Promise<void> => {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`${what}: not within ${String(withinMs / 1000)} s`);
    await wait(STEP_MS);
  }
};
