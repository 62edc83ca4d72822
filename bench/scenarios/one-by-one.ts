import { deliveredRate } from '../harness/accept-to-receiver';
import { bareLoopRate } from '../harness/bare-loop';
import { type ClosedLoop, sendInClosedLoop } from '../harness/closed-loop';
import { startEngine } from '../harness/engine';
import { PROFILES } from '../harness/event-bodies';
import { atLeastShare, besideBaseline, type Figure } from '../harness/figure';
import { actitoHook } from '../harness/hooks';
import { startReceiver } from '../harness/receiver';
import { medianOfRounds } from '../harness/rounds';
import { type Say, type Scenario } from '../harness/scenario';

export const SINGLE_PARALLELISM = 64;
const CONNECTIONS = 8;
const SINGLE_CONNECTIONS = 64;
const ROUNDS = 3;
const MS = 4_000;
/** The compiler of the engine's Node needs some ten thousand events to get to know the path. */
const WARM_UP_MS = 8_000;

/** A hundred events a request in, as in batch-100: the two differ in the delivery only. */
export const singles = (url: string, database: number): ClosedLoop => ({
  url,
  kind: 'row',
  eventsARequest: 100,
  connections: CONNECTIONS,
  database: () => database,
});

/** One event a request in, one event a request out: HTTP is measured twice. */
export const oneIn = (url: string, database: number): ClosedLoop => ({
  ...singles(url, database),
  eventsARequest: 1,
  connections: SINGLE_CONNECTIONS,
});

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const [receiver, engine] = [await startReceiver(), await startEngine()];
  await engine.createHook(actitoHook({ database: 1, url: receiver.countUrl, parallelism: SINGLE_PARALLELISM }));
  await sendInClosedLoop(singles(engine.url, 2), { events: PROFILES });
  const delivered = (loop: ClosedLoop, ms: number): Promise<number> =>
    deliveredRate({ engine, receiver, say }, receiver.countUrl, loop, { ms });
  const [byHundred, byOne] = [singles(engine.url, 1), oneIn(engine.url, 1)];
  await delivered(byOne, WARM_UP_MS);
  await delivered(byHundred, MS);
  await bareLoopRate(receiver, MS / 4, say);
  const rates = await medianOfRounds(
    {
      'bare loop': () => bareLoopRate(receiver, MS / 2, say),
      'one by one': () => delivered(byHundred, MS),
      'one in, one out': () => delivered(byOne, MS),
    },
    ROUNDS,
    say,
  );
  await engine.stop();
  await receiver.stop();
  return [
    atLeastShare({ name: 'one-by-one', value: rates['one by one'], unit: 'events/s' }, rates['bare loop'], {
      share: 0.4,
      of: 'bare loop',
      stretch: 0.5,
    }),
    besideBaseline({ name: 'one-in-one-out', value: rates['one in, one out'], unit: 'events/s' }, rates['bare loop']),
  ];
};

/** Actito ONE_BY_ONE, from accept to receiver. */
export const oneByOne: Scenario = { name: 'one-by-one', run };
