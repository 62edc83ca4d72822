import { startEngine } from '../harness/engine';
import { atMost, type Figure } from '../harness/figure';
import { altcraftHook } from '../harness/hooks';
import { createHooks } from '../harness/many-hooks';
import { sleep } from '../harness/monotonic';
import { anonymousMib, processorTime } from '../harness/process-usage';
import { type Say, type Scenario } from '../harness/scenario';

const HOOKS = 1_000;
const SETTLE_MS = 5_000;
const MS = 20_000;
const MOST_MIB = 120;
const MOST_CPU_PERCENT = 1;

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const engine = await startEngine();
  await createHooks(engine, HOOKS, (database) => altcraftHook({ database, url: 'http://127.0.0.1:9/' }), say);
  say(`  ${(await anonymousMib(engine.pid())).toFixed(0)} MiB right after creating them`);
  await engine.restart();
  await sleep(SETTLE_MS);
  const before = await processorTime(engine.pid());
  await sleep(MS);
  const after = await processorTime(engine.pid());
  const memory = await anonymousMib(engine.pid());
  await engine.stop();
  const percent = ((after.allThreads - before.allThreads) * 100_000) / MS;
  return [
    atMost({ name: 'idle, anonymous memory', value: memory, unit: 'MiB' }, MOST_MIB),
    atMost({ name: 'idle, processor', value: percent, unit: '%' }, MOST_CPU_PERCENT),
  ];
};

/** An engine with a thousand hooks, started again, and nothing to do. */
export const idle: Scenario = { name: 'idle', run };
