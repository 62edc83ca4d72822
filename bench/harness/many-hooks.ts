import { type Engine } from './engine';
import { monotonic } from './monotonic';
import { type Say } from './scenario';

const AT_ONCE = 16;

/** Creates that many hooks by REST, numbered from 1, several at a time. */
export const createHooks = async (
  engine: Engine,
  count: number,
  hook: (number: number) => object,
  say: Say,
): Promise<void> => {
  const startedAt = monotonic();
  let next = 1;
  const worker = async (): Promise<void> => {
    while (next <= count) await engine.createHook(hook(next++));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  say(`  ${String(count)} hooks created in ${((monotonic() - startedAt) / 1000).toFixed(1)} s`);
};
