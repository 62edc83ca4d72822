import { startBareStore } from '../harness/bare-store';
import { acceptedASecond, type ClosedLoop, sendInClosedLoop } from '../harness/closed-loop';
import { startEngine } from '../harness/engine';
import { PROFILES } from '../harness/event-bodies';
import { atLeastShare, type Figure } from '../harness/figure';
import { altcraftHook } from '../harness/hooks';
import { startReceiver } from '../harness/receiver';
import { medianOfRounds } from '../harness/rounds';
import { type Say, type Scenario } from '../harness/scenario';

const NO_HOOK = 1;
const ONE_HOOK = 2;
const CONNECTIONS = 16;
const ROUNDS = 3;
const MS = 3_000;

const batches = (url: string, database: number): ClosedLoop => ({
  url,
  kind: 'click',
  eventsARequest: 100,
  connections: CONNECTIONS,
  database: () => database,
});

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const [bareStore, receiver, engine] = [await startBareStore(), await startReceiver(), await startEngine()];
  await engine.createHook(altcraftHook({ database: ONE_HOOK, url: receiver.eventsUrl }));
  const withoutHook = batches(engine.url, NO_HOOK);
  const withHook = batches(engine.url, ONE_HOOK);
  const bare = batches(bareStore.url, NO_HOOK);
  const accepted = async (loop: ClosedLoop): Promise<number> =>
    acceptedASecond(await sendInClosedLoop(loop, { ms: MS }));
  const acceptedWithHook = async (): Promise<number> => {
    const before = await receiver.received(receiver.eventsUrl);
    const sent = await sendInClosedLoop(withHook, { ms: MS });
    await receiver.hasReceived(receiver.eventsUrl, before, sent.events);
    return acceptedASecond(sent);
  };
  await sendInClosedLoop(bare, { ms: MS / 2 });
  await sendInClosedLoop(withoutHook, { events: 2 * PROFILES });
  await acceptedWithHook();
  const rates = await medianOfRounds(
    { 'bare store': () => accepted(bare), 'no hook': () => accepted(withoutHook), 'one hook': acceptedWithHook },
    ROUNDS,
    say,
  );
  await Promise.all([engine.stop(), bareStore.stop()]);
  await receiver.stop();
  const store = rates['bare store'];
  return [
    atLeastShare({ name: 'accept', value: rates['no hook'], unit: 'events/s' }, store, {
      share: 0.5,
      of: 'bare store',
    }),
    atLeastShare({ name: 'accept, one hook', value: rates['one hook'], unit: 'events/s' }, store, {
      share: 0.35,
      of: 'bare store',
    }),
  ];
};

/** REST batches of 100, from the first request to the last 2xx. */
export const accept: Scenario = { name: 'accept', run };
