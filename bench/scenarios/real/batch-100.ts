import { deliveredRate } from '../../harness/accept-to-receiver';
import { printed } from '../../harness/figure';
import { altcraftHook } from '../../harness/hooks';
import { hundreds } from '../batch-100';
import { delivery } from './delivery';
import { HOOKS } from './one-by-one';

const BATCH = 100;
const WARM_UP_MS = 3_000;
const MS = 4_000;

/** Altcraft batches of 100 from accept to receiver; hooks take turns by the request. */
export const batch100 = delivery('batch-100', async ({ front, receiver, say }) => {
  for (let database = 1; database <= HOOKS; database++)
    await front.createHook(altcraftHook({ database, url: receiver.eventsUrl }));
  const database = (sequence: number): number => 1 + (Math.floor(sequence / BATCH) % HOOKS);
  const loop = { ...hundreds(front.url, 1), database };
  const lab = { engine: front, receiver, say };
  return async (name) => {
    await deliveredRate(lab, receiver.eventsUrl, loop, { ms: WARM_UP_MS });
    const value = await deliveredRate(lab, receiver.eventsUrl, loop, { ms: MS });
    return [printed({ name, value, unit: 'events/s' })];
  };
});
