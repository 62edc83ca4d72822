import { altcraftHook } from '../harness/hooks';
import { sendInOpenLoop } from '../harness/open-loop';
import { percentile } from '../harness/statistics';
import { type Days, type ExportLab, startRun } from './export-run';

const WHO = 'live-beside-export';
const MS = 10_000;
const LOAD = { kind: 'click', eventsARequest: 1, eventsASecond: 50 } as const;
const DATABASE = 7;

export interface Beside {
  readonly alone: number;
  readonly beside: number;
}

/** p99 of live deliveries of a hook, alone and while the same hook exports. */
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
  await p99();
  const alone = await p99();
  const run = await startRun(own, days);
  const beside = await p99();
  const ended = (await engine.ask('GET', `/v1/exports/${run}`)) as { readonly status: string };
  if (ended.status === 'completed') say('  the export ended before the live deliveries did: ask for more events');
  else await engine.ask('POST', `/v1/exports/${run}/abort`, {});
  return { alone, beside };
};
