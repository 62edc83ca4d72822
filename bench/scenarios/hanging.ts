import { sendInClosedLoop } from '../harness/closed-loop';
import { type Engine, startEngine } from '../harness/engine';
import { PROFILES } from '../harness/event-bodies';
import { type Figure, notMuchWorse } from '../harness/figure';
import { actitoHook } from '../harness/hooks';
import { sleep } from '../harness/monotonic';
import { type OpenLoop, sendInOpenLoop } from '../harness/open-loop';
import { type Receiver, startReceiver } from '../harness/receiver';
import { type Say, type Scenario } from '../harness/scenario';
import { median, percentile } from '../harness/statistics';

const HEALTHY = 20;
const TROUBLED = HEALTHY + 1;
/** A thousand events a second for the healthy hooks, and as many more as each of them gets for the troubled one. */
const EVENTS_A_SECOND = 1_050;
const WARM_UP_PHASES = 3;
const PAIRS = 5;
const MS = 5_000;
const MEND_EVERY_MS = 300;

export interface World {
  readonly engine: Engine;
  readonly receiver: Receiver;
  readonly troubledHook: number;
}

/** A hook that gives up soon, so that trouble shows within a few seconds. */
export const troubledHookOf = (database: number, url: string): object => ({
  ...actitoHook({ database, url }),
  destination: { type: 'http', url, timeouts: { answerSeconds: 2 } },
  retry: { firstDelaySeconds: 1 },
});

const openWorld = async (): Promise<World> => {
  const [receiver, engine] = [await startReceiver(), await startEngine()];
  for (let database = 1; database <= HEALTHY; database++)
    await engine.createHook(actitoHook({ database, url: receiver.latencyUrl('healthy') }));
  const troubledHook = await engine.createHook(troubledHookOf(TROUBLED, receiver.latencyUrl('troubled')));
  await sendInClosedLoop(
    { url: engine.url, kind: 'row', eventsARequest: 100, connections: 4, database: () => TROUBLED + 1 },
    { events: PROFILES },
  );
  return { engine, receiver, troubledHook };
};

/** A change of the hook makes its probe due at once. */
export const mend = async ({ engine, receiver, troubledHook }: World, expected: number): Promise<void> => {
  const url = receiver.latencyUrl('troubled');
  for (let change = 0; (await receiver.received(url)).events < expected; change++) {
    await engine.ask('PATCH', `/v1/hooks/${String(troubledHook)}`, { name: `mended ${String(change)}` });
    await sleep(MEND_EVERY_MS);
  }
};

/** The p99 of the healthy hooks while the endpoint of the other answers or hangs. */
const p99 = async (world: World, hanging: boolean): Promise<number> => {
  const { engine, receiver } = world;
  const troubledUrl = receiver.latencyUrl('troubled');
  const load: OpenLoop = {
    url: engine.url,
    kind: 'row',
    eventsARequest: 10,
    eventsASecond: EVENTS_A_SECOND,
    database: (sequence) => 1 + (sequence % TROUBLED),
  };
  const [healthyBefore, troubledBefore] = [
    await receiver.received(receiver.latencyUrl('healthy')),
    await receiver.received(troubledUrl),
  ];
  await receiver.hang(troubledUrl, hanging);
  const sent = await sendInOpenLoop(load, MS);
  const forTroubled = Math.floor(sent / TROUBLED);
  await receiver.hasReceived(receiver.latencyUrl('healthy'), healthyBefore, sent - forTroubled - 1);
  const ages = await receiver.takeAges('healthy');
  await receiver.hang(troubledUrl, false);
  await mend(world, troubledBefore.events + forTroubled);
  return percentile(ages, 0.99);
};

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const world = await openWorld();
  for (let phase = 1; phase <= WARM_UP_PHASES; phase++) await p99(world, phase === WARM_UP_PHASES);
  const pairs: { readonly without: number; readonly hanging: number }[] = [];
  for (let pair = 1; pair <= PAIRS; pair++) {
    const first = await p99(world, pair % 2 === 0);
    const second = await p99(world, pair % 2 === 1);
    const [without, hanging] = pair % 2 === 1 ? [first, second] : [second, first];
    pairs.push({ without, hanging });
    say(`  pair ${String(pair)}: p99 ${without.toFixed(1)} ms, with the hanging one ${hanging.toFixed(1)} ms`);
  }
  await world.engine.stop();
  await world.receiver.stop();
  const baseline = median(pairs.map(({ without }) => without));
  const worse = median(pairs.map(({ without, hanging }) => hanging - without));
  return [
    notMuchWorse({ name: "hanging, the others' p99", value: baseline + worse, unit: 'ms' }, baseline, {
      share: 0.1,
      amount: 3,
    }),
  ];
};

/** One hook among healthy ones whose endpoint takes requests and never answers. */
export const hanging: Scenario = { name: 'hanging', run };
