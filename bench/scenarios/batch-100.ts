import { deliveredRate } from '../harness/accept-to-receiver';
import { type ClosedLoop, sendInClosedLoop } from '../harness/closed-loop';
import { startEngine } from '../harness/engine';
import { PROFILES } from '../harness/event-bodies';
import { atLeastShare, besideBaseline, type Figure } from '../harness/figure';
import { actitoHook, altcraftHook } from '../harness/hooks';
import { startReceiver } from '../harness/receiver';
import { medianOfRounds } from '../harness/rounds';
import { type Say, type Scenario } from '../harness/scenario';
import { oneIn, SINGLE_PARALLELISM, singles } from './one-by-one';

const BATCHED = 1;
const SINGLE = 2;
const CONNECTIONS = 8;
const WARM_UP_ROUNDS = 2;
const ROUNDS = 3;
const MS = 3_000;

/** A hundred events a request in; the hook sends a hundred a request out. */
export const hundreds = (url: string, database: number): ClosedLoop => ({
  url,
  kind: 'click',
  eventsARequest: 100,
  connections: CONNECTIONS,
  database: () => database,
});

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const [receiver, engine] = [await startReceiver(), await startEngine()];
  await engine.createHook(altcraftHook({ database: BATCHED, url: receiver.eventsUrl }));
  await engine.createHook(actitoHook({ database: SINGLE, url: receiver.countUrl, parallelism: SINGLE_PARALLELISM }));
  const batched = hundreds(engine.url, BATCHED);
  const single = singles(engine.url, SINGLE);
  const deliveredBatched = (): Promise<number> =>
    deliveredRate({ engine, receiver, say }, receiver.eventsUrl, batched, { ms: MS });
  const deliveredSingle = (): Promise<number> =>
    deliveredRate({ engine, receiver, say }, receiver.countUrl, single, { ms: MS });
  const deliveredOneIn = (): Promise<number> =>
    deliveredRate({ engine, receiver, say }, receiver.countUrl, oneIn(engine.url, SINGLE), { ms: MS });
  await sendInClosedLoop({ ...batched, database: () => SINGLE }, { events: PROFILES });
  for (let round = 1; round <= WARM_UP_ROUNDS; round++) {
    await deliveredBatched();
    await deliveredSingle();
    await deliveredOneIn();
  }
  const rates = await medianOfRounds(
    { 'one by one': deliveredSingle, 'one in, one out': deliveredOneIn, 'in hundreds': deliveredBatched },
    ROUNDS,
    say,
  );
  const measured = { value: rates['in hundreds'], unit: 'events/s' };
  await engine.stop();
  await receiver.stop();
  return [
    atLeastShare({ name: 'batch-100', ...measured }, rates['one by one'], { share: 3, of: 'one-by-one', stretch: 4 }),
    besideBaseline({ name: 'batch-100, beside one-in-one-out', ...measured }, rates['one in, one out']),
  ];
};

/** Altcraft batches of 100, from accept to receiver. */
export const batch100: Scenario = { name: 'batch-100', run };
