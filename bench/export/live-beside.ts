import { altcraftHook } from '../harness/hooks';
import { sendInOpenLoop } from '../harness/open-loop';
import { median, percentile } from '../harness/statistics';
import { type Days, type ExportLab, startRun } from './export-run';

const WHO = 'live-beside-export';
const MS = 10_000;
const LOAD = { kind: 'click', eventsARequest: 1, eventsASecond: 50 } as const;
const DATABASE = 7;

export interface Beside {
  readonly alone: number;
  readonly beside: number;
}

const PAIRS = 5;

/** p99 of live deliveries of a hook, alone and while the same hook exports: medians of some pairs, in turns. */
export const liveBesideExport = async (lab: ExportLab, days: Days): Promise<Beside> => {
  const { engine, receiver, say } = lab;
  const url = receiver.latencyUrl(WHO);
  const hook = await engine.createHook({
    ...altcraftHook({ database: DATABASE, url }),
    capture: { types: ['click'] },
    batch: { size: 100, windowSeconds: 0 },
  });
  const own: ExportLab = { ...lab, hook };
  const p99 = async (): Promise<number> => {
    await receiver.takeAges(WHO);
    await sendInOpenLoop({ url: engine.url, database: () => DATABASE, ...LOAD }, MS);
    const ages = (await receiver.takeAges(WHO)).filter((age) => Number.isFinite(age));
    say(`  live: p50 ${percentile(ages, 0.5).toFixed(1)} ms, p99 ${percentile(ages, 0.99).toFixed(1)} ms`);
    return percentile(ages, 0.99);
  };
  const run = await startRun(own, days);
  const ask = (command: string): Promise<unknown> => engine.ask('POST', `/v1/exports/${run}/${command}`, {});
  const done = async (): Promise<number> => {
    const { progress } = (await engine.ask('GET', `/v1/exports/${run}`)) as { progress?: { events: { done: number } } };
    return progress?.events.done ?? 0;
  };
  const seen: Beside[] = [];
  await p99();
  for (let pair = 0; pair < PAIRS; pair += 1) {
    await ask('suspend');
    const alone = await p99();
    const before = await done();
    await ask('resume');
    seen.push({ alone, beside: await p99() });
    say(`  exported meanwhile: ${(((await done()) - before) / (MS / 1000)).toFixed(0)} events/s`);
  }
  const ended = (await engine.ask('GET', `/v1/exports/${run}`)) as { readonly status: string };
  if (ended.status === 'completed') say('  the export ended before the live deliveries did: ask for more events');
  else await ask('abort');
  return { alone: median(seen.map(({ alone }) => alone)), beside: median(seen.map(({ beside }) => beside)) };
};
