import { deliveredRate } from '../harness/accept-to-receiver';
import { type ClosedLoop, sendInClosedLoop } from '../harness/closed-loop';
import { type Engine, startEngine } from '../harness/engine';
import { PROFILES } from '../harness/event-bodies';
import { atLeastShare, type Figure } from '../harness/figure';
import { actitoHook } from '../harness/hooks';
import { createHooks } from '../harness/many-hooks';
import { type Receiver, startReceiver } from '../harness/receiver';
import { medianOfRounds } from '../harness/rounds';
import { type Say, type Scenario } from '../harness/scenario';

const MANY = 10_000;
const FEW = 10;
const NO_HOOK = MANY + 1;
const ROUNDS = 3;
const MS = 4_000;

const evenly = (url: string, hooks: number): ClosedLoop => ({
  url,
  kind: 'row',
  eventsARequest: 100,
  connections: 8,
  database: (sequence) => 1 + (sequence % hooks),
});

const engineWith = async (hooks: number, receiver: Receiver, say: Say): Promise<Engine> => {
  const engine = await startEngine();
  const url = (database: number): string => `${receiver.countUrl}/${String(database)}`;
  await createHooks(engine, hooks, (database) => actitoHook({ database, url: url(database) }), say);
  await sendInClosedLoop({ ...evenly(engine.url, hooks), database: () => NO_HOOK }, { events: PROFILES });
  return engine;
};

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const receiver = await startReceiver();
  const few = await engineWith(FEW, receiver, say);
  const many = await engineWith(MANY, receiver, say);
  const rate = (engine: Engine, hooks: number, bound = { ms: MS } as const) =>
    deliveredRate({ engine, receiver, say }, receiver.countUrl, evenly(engine.url, hooks), bound);
  await rate(few, FEW);
  await deliveredRate({ engine: many, receiver, say }, receiver.countUrl, evenly(many.url, MANY), { events: MANY });
  await rate(many, MANY);
  const rates = await medianOfRounds(
    { '10 hooks': () => rate(few, FEW), '10,000 hooks': () => rate(many, MANY) },
    ROUNDS,
    say,
  );
  await Promise.all([few.stop(), many.stop()]);
  await receiver.stop();
  return [
    atLeastShare({ name: 'hooks-10000', value: rates['10,000 hooks'], unit: 'events/s' }, rates['10 hooks'], {
      share: 0.8,
      of: '10 hooks',
    }),
  ];
};

/** Every event matches one hook, each hook equally often: does it matter how many there are? */
export const hooks10000: Scenario = { name: 'hooks-10000', run };
