import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { freePort } from '../support/free-port';
import { waitUntil } from '../support/wait-until';
import { checkHook } from './check-hook';
import { CRASH_HOOKS } from './crash-hooks';
import { answered, type Ask, engineClient } from './engine-client';
import { type EngineHost, engineHost } from './engine-host';
import { type AcceptedEvent, startLoad } from './load';
import { evidenceOf, type OpenHook, openHooks, settle, sumOf } from './open-hooks';

const WITHIN_MS = 60_000;
const EVENTS = 600;
/** `outage` keeps blocks waiting and falls behind; the others settle before the engine is killed. */
const NAMES = ['batches', 'one by one', 'unsteady', 'outage'];

/** Every delivery the search knows of a hook, with its state. */
const found = async (ask: Ask, hook: number): Promise<ReadonlyArray<string>> => {
  const lines: string[] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const from = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = await answered(ask('GET', `/v1/deliveries?hook=${String(hook)}&limit=200${from}`));
    const deliveries = page['deliveries'] as ReadonlyArray<{ readonly delivery: string; readonly state: string }>;
    lines.push(...deliveries.map(({ delivery, state }) => `${delivery} ${state}`));
    cursor = page['next'] as string | undefined;
  }
  return lines.sort();
};

describe('The engine whose bus and read models are wiped between two starts', function () {
  this.timeout(5 * WITHIN_MS);
  let folder: string;
  let engine: EngineHost;
  let ask: Ask;
  let hooks: ReadonlyArray<OpenHook>;
  let accepted: ReadonlyArray<AcceptedEvent>;
  let inOutage: boolean;

  const steady = (): ReadonlyArray<OpenHook> => hooks.filter(({ hook }) => hook.name !== 'outage');
  const sums = (): Promise<ReadonlyArray<object>> =>
    Promise.all(
      steady().map(async ({ id }) => {
        const { captured, delivered, parked, discarded, waiting, accumulating } = await sumOf(ask, id);
        return { id, captured, delivered, parked, discarded, waiting, accumulating };
      }),
    );
  const search = async (of: ReadonlyArray<OpenHook>): Promise<ReadonlyArray<ReadonlyArray<string>>> =>
    Promise.all(of.map(({ id }) => found(ask, id)));
  const searchHolds = (of: ReadonlyArray<OpenHook>): Promise<void> =>
    waitUntil(async () => {
      const lines = await search(of);
      return of.every(({ hook }, index) => {
        const wanted = accepted.filter(({ type }) => type === hook.type).length;
        return lines[index]?.length === wanted && lines[index].every((line) => !line.endsWith('waiting'));
      });
    }, WITHIN_MS);

  beforeEach(async () => {
    inOutage = true;
    folder = await mkdtemp(join(tmpdir(), 'hookline-wiped-'));
    engine = engineHost(folder, await freePort());
    ask = engineClient(engine.url);
    engine.start();
    await engine.ready();
    const kinds = CRASH_HOOKS.filter(({ name }) => NAMES.includes(name));
    hooks = await openHooks(ask, { life: engine.life, midway: () => inOutage }, kinds);
    const load = startLoad({ ask, seed: 7, rate: 2 * EVENTS, isUp: engine.isReady });
    await waitUntil(() => load.accepted.length >= EVENTS, WITHIN_MS);
    await load.finish();
    accepted = load.accepted;
    await settle(ask, steady(), accepted);
    await searchHolds(steady());
  });
  afterEach(async () => {
    await engine.kill();
    await Promise.all(hooks.map(({ end }) => end.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  const wipe = async (): Promise<void> => {
    await engine.kill();
    const files = (await readdir(folder)).filter((file) => file.startsWith('search.sqlite'));
    expect(files).to.include('search.sqlite');
    await Promise.all(files.map((file) => rm(join(folder, file))));
    engine.start();
    await engine.ready();
  };

  it('keeps its sums and fills the search again by itself', async () => {
    const [sumsBefore, foundBefore] = [await sums(), await search(steady())];
    await wipe();
    await searchHolds(steady());
    expect(await sums()).to.deep.equal(sumsBefore);
    expect(await search(steady())).to.deep.equal(foundBefore);
  });

  it('delivers what waited, under the ids it had before', async () => {
    await wipe();
    inOutage = false;
    expect(await settle(ask, hooks, accepted)).to.equal(true);
    const verdicts = (await evidenceOf(ask, hooks, accepted)).map(checkHook);
    expect(verdicts.flatMap(({ faults }) => faults)).to.deep.equal([]);
    expect(verdicts.map(({ events }) => events)).to.not.include(0);
    await searchHolds(hooks);
  });
});
