import { deliveredRate } from '../../harness/accept-to-receiver';
import { printed } from '../../harness/figure';
import { actitoHook } from '../../harness/hooks';
import { singles } from '../one-by-one';
import { delivery } from './delivery';

/** Hooks are spread over the shards of the bus, and shards over processes: one hook alone would keep one process busy. */
export const HOOKS = 32;
const WARM_UP_MS = 3_000;
const MS = 4_000;

/** Actito ONE_BY_ONE from accept to receiver: a request in, a request out. */
export const oneByOne = delivery('one-by-one', async ({ front, receiver, say }) => {
  for (let database = 1; database <= HOOKS; database++)
    await front.createHook(actitoHook({ database, url: receiver.countUrl }));
  const loop = { ...singles(front.url, 1), database: (sequence: number) => 1 + (sequence % HOOKS) };
  const lab = { engine: front, receiver, say };
  return async (name) => {
    await deliveredRate(lab, receiver.countUrl, loop, { ms: WARM_UP_MS });
    const value = await deliveredRate(lab, receiver.countUrl, loop, { ms: MS });
    return [printed({ name, value, unit: 'events/s' })];
  };
});
