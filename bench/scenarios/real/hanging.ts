import { notMuchWorse } from '../../harness/figure';
import { actitoHook } from '../../harness/hooks';
import { type OpenLoop, sendInOpenLoop } from '../../harness/open-loop';
import { median, percentile } from '../../harness/statistics';
import { mend, troubledHookOf } from '../hanging';
import { delivery } from './delivery';

const HEALTHY = 20;
const TROUBLED = HEALTHY + 1;
const EVENTS_A_SECOND = 525;
const PAIRS = 2;
const MS = 3_000;

/** One hook among healthy ones whose endpoint takes requests and never answers. */
export const hanging = delivery('hanging', async (world) => {
  const { front, receiver, say } = world;
  const [healthyUrl, troubledUrl] = [receiver.latencyUrl('healthy'), receiver.latencyUrl('troubled')];
  for (let database = 1; database <= HEALTHY; database++)
    await front.createHook(actitoHook({ database, url: healthyUrl }));
  const troubledHook = await front.createHook(troubledHookOf(TROUBLED, troubledUrl));
  const load: OpenLoop = {
    url: front.url,
    kind: 'row',
    eventsARequest: 10,
    eventsASecond: EVENTS_A_SECOND,
    database: (sequence) => 1 + (sequence % TROUBLED),
  };
  const p99 = async (isHanging: boolean): Promise<number> => {
    const [healthyBefore, troubledBefore] = [await receiver.received(healthyUrl), await receiver.received(troubledUrl)];
    await receiver.hang(troubledUrl, isHanging);
    const sent = await sendInOpenLoop(load, MS);
    const forTroubled = Math.floor(sent / TROUBLED);
    await receiver.hasReceived(healthyUrl, healthyBefore, sent - forTroubled - 1);
    const ages = await receiver.takeAges('healthy');
    await receiver.hang(troubledUrl, false);
    await mend({ engine: front, receiver, troubledHook }, troubledBefore.events + forTroubled);
    return percentile(ages, 0.99);
  };
  return async (label) => {
    await p99(false);
    const pairs: { readonly without: number; readonly withIt: number }[] = [];
    for (let pair = 1; pair <= PAIRS; pair++) {
      const [without, withIt] = [await p99(false), await p99(true)];
      pairs.push({ without, withIt });
      say(`    p99 ${without.toFixed(1)} ms, with the hanging one ${withIt.toFixed(1)} ms`);
    }
    const baseline = median(pairs.map(({ without }) => without));
    const worse = median(pairs.map(({ without, withIt }) => withIt - without));
    const measured = { name: `${label}, the others' p99`, value: baseline + worse, unit: 'ms' };
    return [{ ...notMuchWorse(measured, baseline, { share: 0.1, amount: 3 }), target: 'none', ok: true }];
  };
});
