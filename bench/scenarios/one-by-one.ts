import { deliveredRate } from '../harness/accept-to-receiver';
import { bareLoopRate } from '../harness/bare-loop';
import { type ClosedLoop, sendInClosedLoop } from '../harness/closed-loop';
import { startEngine } from '../harness/engine';
import { PROFILES } from '../harness/event-bodies';
import { atLeastShare, type Figure } from '../harness/figure';
import { actitoHook } from '../harness/hooks';
import { startReceiver } from '../harness/receiver';
import { medianOfRounds } from '../harness/rounds';
import { type Say, type Scenario } from '../harness/scenario';

export const SINGLE_PARALLELISM = 64;
const CONNECTIONS = 64;
const ROUNDS = 3;
const MS = 4_000;
/** The compiler of the engine's Node needs some ten thousand events to get to know the path. */
const WARM_UP_MS = 8_000;

/** One event a request in; the hook makes it one event a request out. */
export const singles = (url: string, database: number): ClosedLoop => ({
  url,
  kind: 'row',
  eventsARequest: 1,
  connections: CONNECTIONS,
  database: () => database,
});

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const [receiver, engine] = [await startReceiver(), await startEngine()];
  await engine.createHook(actitoHook({ database: 1, url: receiver.countUrl, parallelism: SINGLE_PARALLELISM }));
  await sendInClosedLoop({ ...singles(engine.url, 2), eventsARequest: 100 }, { events: PROFILES });
  const loop = singles(engine.url, 1);
  const delivered = (ms: number): Promise<number> =>
    deliveredRate({ engine, receiver, say }, receiver.countUrl, loop, { ms });
  await delivered(WARM_UP_MS);
  await bareLoopRate(receiver, MS / 4, say);
  const rates = await medianOfRounds(
    { 'bare loop': () => bareLoopRate(receiver, MS / 2, say), 'one by one': () => delivered(MS) },
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
  ];
};

/** Actito ONE_BY_ONE, from accept to receiver. */
export const oneByOne: Scenario = { name: 'one-by-one', run };
