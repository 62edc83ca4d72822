import { printed } from '../../harness/figure';
import { actitoHook } from '../../harness/hooks';
import { type OpenLoop, sendInOpenLoop } from '../../harness/open-loop';
import { percentile } from '../../harness/statistics';
import { delivery } from './delivery';
import { HOOKS } from './one-by-one';

const WHO = 'latency';
const WARM_UP_MS = 3_000;
const MS = 5_000;

/** Actito ONE_BY_ONE at a steady rate, from the moment a request was due to the receiver. */
export const latency = delivery('latency', async ({ front, receiver, say }) => {
  const url = receiver.latencyUrl(WHO);
  for (let database = 1; database <= HOOKS; database++) await front.createHook(actitoHook({ database, url }));
  const load: OpenLoop = {
    url: front.url,
    kind: 'row',
    eventsARequest: 10,
    eventsASecond: 500,
    database: (sequence) => 1 + (sequence % HOOKS),
  };
  const ages = async (ms: number): Promise<ReadonlyArray<number>> => {
    const before = await receiver.received(url);
    await receiver.hasReceived(url, before, await sendInOpenLoop(load, ms));
    return receiver.takeAges(WHO);
  };
  return async (label) => {
    await ages(WARM_UP_MS);
    const measured = await ages(MS);
    say(`    p95 ${percentile(measured, 0.95).toFixed(1)} ms, most ${percentile(measured, 1).toFixed(1)} ms`);
    return [
      printed({ name: `${label}, p50`, value: percentile(measured, 0.5), unit: 'ms' }),
      printed({ name: `${label}, p99`, value: percentile(measured, 0.99), unit: 'ms' }),
    ];
  };
});
