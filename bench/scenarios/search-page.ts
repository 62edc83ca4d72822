import 'reflect-metadata';
import * as E from 'fp-ts/Either';
import { type Container } from 'inversify';
import { TOKENS } from '../../src/infrastructure/container/tokens';
import { atMost, type Figure, printed } from '../harness/figure';
import { altcraftHook } from '../harness/hooks';
import { outcomeLog, type OutcomeLog } from '../harness/million-outcomes';
import { monotonic, sleep } from '../harness/monotonic';
import { pageKinds } from '../harness/page-kinds';
import { type Say, type Scenario } from '../harness/scenario';
import { removeFolder, scratchFolder } from '../harness/scratch-folder';
import { ACCOUNT, type Door, startSearching } from '../harness/searching-engine';
import { percentile } from '../harness/statistics';

const OUTCOMES = 1_000_000;
const HOOKS = 20;
const WARM_UP = 200;
const REQUESTS = 3_000;
const MOST_MS = 10;
const SETTLE_MS = 2_500;

const createHooks = async (door: Door): Promise<ReadonlyArray<number>> => {
  const hooks: number[] = [];
  for (let database = 0; database < HOOKS; database += 1) {
    const hook = await door.ask('POST', '/v1/hooks', altcraftHook({ database, url: 'http://127.0.0.1:9/' }));
    hooks.push(Number(hook['id']));
  }
  return hooks;
};

const fill = async (log: OutcomeLog, say: Say): Promise<ReadonlyArray<string>> => {
  const began = monotonic();
  const kept: string[] = [];
  for (let written = 0; written < OUTCOMES; written += 1000) {
    const events = await log.page();
    kept.push(events[0] ?? '');
    if ((written + 1000) % 100_000 === 0)
      say(`  ${String(written + 1000)} outcomes in the log after ${((monotonic() - began) / 1000).toFixed(0)} s`);
  }
  return kept;
};

/** Until the search has read the log to its end. */
const searched = async (container: Container): Promise<void> => {
  const newest = await container.get(TOKENS.eventStore).lastPosition()();
  if (E.isLeft(newest)) throw new Error(newest.left.detail);
  for (let reached = -1n; reached < (newest.right ?? 0n);) {
    await sleep(200);
    const position = await container.get(TOKENS.deliveryQueries).position()();
    reached = E.isRight(position) ? (position.right ?? -1n) : -1n;
  }
};

/** Milliseconds of each request, by kind. */
const measure = async (
  kinds: ReturnType<typeof pageKinds>,
  say: Say,
): Promise<ReadonlyMap<string, ReadonlyArray<number>>> => {
  const inTurns = [...kinds];
  const times = new Map(inTurns.map(([name]) => [name, [] as number[]]));
  let used = process.cpuUsage();
  for (let n = 0; n < WARM_UP + REQUESTS; n += 1) {
    if (n === WARM_UP) used = process.cpuUsage();
    const [name = '', ask] = inTurns[n % inTurns.length] ?? [];
    const began = monotonic();
    await ask?.(Math.floor(n / inTurns.length));
    if (n >= WARM_UP) times.get(name)?.push(monotonic() - began);
  }
  const { user, system } = process.cpuUsage(used);
  say(`  processor time a page, asking included: ${((user + system) / 1000 / REQUESTS).toFixed(2)} ms`);
  return times;
};

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const folder = await scratchFolder();
  const { container, door, stop } = await startSearching(folder);
  const log = outcomeLog(container, { account: ACCOUNT, hooks: await createHooks(door) });
  const events = await fill(log, say);
  await searched(container);
  await sleep(SETTLE_MS);
  const times = await measure(pageKinds(door, log, events), say);
  for (const [name, ms] of times)
    say(`  ${name}: p50 ${percentile(ms, 0.5).toFixed(1)}, p99 ${percentile(ms, 0.99).toFixed(1)} ms`);
  await stop();
  await removeFolder(folder);
  const all = [...times.values()].flat();
  return [
    printed({ name: 'search-page, p50', value: percentile(all, 0.5), unit: 'ms' }),
    atMost({ name: 'search-page, p99', value: percentile(all, 0.99), unit: 'ms' }, MOST_MS),
  ];
};

/** Pages of 50 deliveries over REST, of 1,000,000 in a million blocks of 20 hooks. */
export const searchPage: Scenario = { name: 'search-page', run };
