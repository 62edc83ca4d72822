import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { platformEventsStream } from '../src/application/streams';
import { exportDays, type ExportLab, previewMs, startRun, takesEffectIn } from './export/export-run';
import { bareSendRate } from './export/bare-send';
import { dayOf, type History, recordHistory } from './export/history';
import { liveBesideExport } from './export/live-beside';
import { startChild } from './harness/child';
import { startEngine } from './harness/engine';
import { atLeastShare, atMost, type Figure, notMuchWorse, printed } from './harness/figure';
import { altcraftHook } from './harness/hooks';
import { sleep } from './harness/monotonic';
import { startReceiver } from './harness/receiver';
import { table } from './harness/table';

const USAGE = `npm run bench:export -- [--events N] [--json FILE]
  --events N   events over 30 days, 1,000,000 by default
  --json FILE  writes the figures there as one JSON array`;

const ACCOUNT = 161;
const DAYS = 30;
const PARALLELISM = 8;
const A_TENTH = DAYS / 10;
const EFFECT_MS = 1_000;
const PREVIEW_MS = 2_000;

/** Progress goes beside the answer. */
const say = (line: string): void => {
  console.error(line);
};

interface Lab extends ExportLab {
  readonly history: History;
}

const days = (lab: Lab, count: number) => ({ from: dayOf(lab.history, 0), to: dayOf(lab.history, count - 1) });

const bareScan = async (lab: Lab): Promise<number> => {
  const child = startChild(join(__dirname, 'export', 'scan-process.js'));
  const streams = Array.from({ length: DAYS }, (_, nth) => platformEventsStream(ACCOUNT, dayOf(lab.history, nth)));
  const scanned = await child.ask<{ events: number; rate: number }>('scan', { folder: lab.engine.folder, streams });
  await child.stop();
  say(`  bare scan: ${scanned.rate.toFixed(0)} events/s of ${String(scanned.events)}`);
  return scanned.rate;
};

const effects = async (lab: Lab): Promise<ReadonlyArray<Figure>> => {
  const run = await startRun(lab, days(lab, DAYS));
  await sleep(EFFECT_MS);
  const suspended = await takesEffectIn(lab, run, 'suspend');
  await lab.engine.ask('POST', `/v1/exports/${run}/resume`, {});
  await sleep(EFFECT_MS);
  const aborted = await takesEffectIn(lab, run, 'abort');
  return [
    atMost({ name: 'export, suspend takes effect', value: suspended, unit: 'ms' }, EFFECT_MS),
    atMost({ name: 'export, abort takes effect', value: aborted, unit: 'ms' }, EFFECT_MS),
  ];
};

const measure = async (events: number): Promise<ReadonlyArray<Figure>> => {
  const [receiver, engine] = [await startReceiver(), await startEngine()];
  const history: History = { events, days: DAYS };
  const hook = await engine.createHook({
    ...altcraftHook({ database: 1, url: receiver.eventsUrl, parallelism: PARALLELISM }),
    capture: { types: ['click'], database: '1' },
  });
  const lab: Lab = { engine, receiver, say, hook, history };
  const recorded = await recordHistory(engine.url, history);
  say(`  history recorded: ${recorded.toFixed(0)} events/s`);
  await engine.halt();
  const scan = await bareScan(lab);
  await engine.restart();
  const send = await bareSendRate(receiver, PARALLELISM, Math.min(events, 200_000));
  say(`  bare send: ${send.toFixed(0)} events/s`);
  const previewed = await previewMs(lab, days(lab, DAYS), events);
  const small = await exportDays(lab, days(lab, A_TENTH), events / 10);
  const whole = await exportDays(lab, days(lab, DAYS), events);
  const taken = await effects(lab);
  const { alone, beside } = await liveBesideExport(lab, days(lab, DAYS));
  await engine.stop();
  await receiver.stop();
  const slower = scan < send ? { rate: scan, of: 'bare scan' } : { rate: send, of: 'bare send' };
  return [
    printed({ name: 'history, capture: false', value: recorded, unit: 'events/s' }),
    printed({ name: 'bare scan', value: scan, unit: 'events/s' }),
    printed({ name: 'bare send', value: send, unit: 'events/s' }),
    atLeastShare({ name: 'export', value: whole.perSecond, unit: 'events/s' }, slower.rate, {
      share: 0.5,
      of: slower.of,
    }),
    notMuchWorse({ name: 'export, most memory', value: whole.mostMib, unit: 'MiB' }, small.mostMib, {
      share: 0.2,
      amount: 0,
    }),
    atMost({ name: 'export, preview', value: previewed, unit: 'ms' }, PREVIEW_MS),
    ...taken,
    notMuchWorse({ name: 'live beside an export, p99', value: beside, unit: 'ms' }, alone, { share: 0.1, amount: 0 }),
  ];
};

/** 0: every target is met. 1: one is missed. 2: the command line is wrong. */
const main = async (): Promise<number> => {
  const { values } = parseArgs({
    options: { events: { type: 'string', default: '1000000' }, json: { type: 'string' } },
  });
  const events = Number(values.events);
  if (!Number.isSafeInteger(events) || events < 3_000) {
    say(USAGE);
    return 2;
  }
  const figures = await measure(Math.floor(events / 3_000) * 3_000);
  console.log(table(figures));
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(figures, null, 2)}\n`);
  return figures.every(({ ok }) => ok) ? 0 : 1;
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().then(
  (code) => process.exit(code),
  (cause: unknown) => {
    say(cause instanceof Error ? String(cause.stack) : String(cause));
    process.exit(1);
  },
);
