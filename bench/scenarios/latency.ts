import { sendInClosedLoop } from '../harness/closed-loop';
import { startEngine } from '../harness/engine';
import { PROFILES } from '../harness/event-bodies';
import { atMost, type Figure } from '../harness/figure';
import { actitoHook } from '../harness/hooks';
import { type OpenLoop, sendInOpenLoop } from '../harness/open-loop';
import { startReceiver } from '../harness/receiver';
import { type Say, type Scenario } from '../harness/scenario';
import { percentile } from '../harness/statistics';
import { SINGLE_PARALLELISM } from './one-by-one';

const LOADS = [
  { name: '1,000/s by ten', eventsASecond: 1_000, eventsARequest: 10 },
  { name: '300/s by one', eventsASecond: 300, eventsARequest: 1 },
] as const;
const WARM_UP_MS = 4_000;
const MS = 10_000;
const P50_MS = 5;
const P99_MS = 20;
const WHO = 'latency';
const SINK = 2;

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const [receiver, engine] = [await startReceiver(), await startEngine()];
  const url = receiver.latencyUrl(WHO);
  await engine.createHook(actitoHook({ database: 1, url, parallelism: SINGLE_PARALLELISM }));
  await sendInClosedLoop(
    { url: engine.url, kind: 'row', eventsARequest: 100, connections: 4, database: () => SINK },
    { events: PROFILES },
  );
  const ages = async (
    load: Omit<OpenLoop, 'url' | 'kind' | 'database'>,
    ms: number,
  ): Promise<ReadonlyArray<number>> => {
    const before = await receiver.received(url);
    const sent = await sendInOpenLoop({ url: engine.url, kind: 'row', database: () => 1, ...load }, ms);
    await receiver.hasReceived(url, before, sent);
    return receiver.takeAges(WHO);
  };
  const figures: Figure[] = [];
  for (const { name, ...load } of LOADS) {
    await ages(load, WARM_UP_MS);
    const measured = await ages(load, MS);
    say(`  ${name}: p95 ${percentile(measured, 0.95).toFixed(1)} ms, most ${percentile(measured, 1).toFixed(1)} ms`);
    figures.push(
      atMost({ name: `latency, ${name}, p50`, value: percentile(measured, 0.5), unit: 'ms' }, P50_MS),
      atMost({ name: `latency, ${name}, p99`, value: percentile(measured, 0.99), unit: 'ms' }, P99_MS),
    );
  }
  await engine.stop();
  await receiver.stop();
  return figures;
};

/** Actito ONE_BY_ONE at a steady rate, from the stamp in the payload to the receiver. */
export const latency: Scenario = { name: 'latency', run };
