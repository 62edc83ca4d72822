import { deliveredRate, type Lab } from '../harness/accept-to-receiver';
import { sendInClosedLoop } from '../harness/closed-loop';
import { startEngine } from '../harness/engine';
import { PROFILES } from '../harness/event-bodies';
import { atLeastShare, type Figure, notMuchWorse } from '../harness/figure';
import { altcraftHook } from '../harness/hooks';
import { inShort, watchMemory } from '../harness/memory-watch';
import { monotonic } from '../harness/monotonic';
import { startReceiver } from '../harness/receiver';
import { type Say, type Scenario } from '../harness/scenario';
import { median } from '../harness/statistics';
import { hundreds } from './batch-100';

const EVENTS = 200_000;
const MS = 4_000;
const SINK = 2;

/** Events a second out of a backlog, from the resume to the last one. */
const drainedRate = async ({ engine, receiver, say }: Lab, hook: number): Promise<number> => {
  await engine.command(hook, 'suspend');
  await sendInClosedLoop(hundreds(engine.url, 1), { events: EVENTS });
  const before = await receiver.received(receiver.eventsUrl);
  const resumedAt = monotonic();
  await engine.command(hook, 'resume');
  const { lastAt } = await receiver.hasReceived(receiver.eventsUrl, before, EVENTS);
  say(`  ${String(EVENTS)} events drained in ${((lastAt - resumedAt) / 1000).toFixed(1)} s`);
  return (EVENTS * 1000) / (lastAt - resumedAt);
};

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const [receiver, engine] = [await startReceiver(), await startEngine()];
  const lab: Lab = { engine, receiver, say };
  const hook = await engine.createHook(altcraftHook({ database: 1, url: receiver.eventsUrl }));
  const straight = (): Promise<number> => deliveredRate(lab, receiver.eventsUrl, hundreds(engine.url, 1), { ms: MS });
  await sendInClosedLoop(hundreds(engine.url, SINK), { events: PROFILES });
  await straight();
  const usual = watchMemory(engine.pid);
  const rates = [await straight(), await straight()];
  const usualMib = usual.stop();
  const behind = watchMemory(engine.pid);
  const drained = await drainedRate(lab, hook);
  const behindMib = behind.stop();
  rates.push(await straight());
  say(`  anonymous MiB without a backlog: ${inShort(usualMib)}; with it: ${inShort(behindMib)}`);
  await engine.stop();
  await receiver.stop();
  return [
    atLeastShare({ name: 'catch-up', value: drained, unit: 'events/s' }, median(rates), {
      share: 0.8,
      of: 'batch-100',
    }),
    notMuchWorse({ name: 'catch-up, most memory', value: Math.max(...behindMib), unit: 'MiB' }, Math.max(...usualMib), {
      share: 0.25,
      amount: 64,
    }),
  ];
};

/** A hook that is 200,000 events behind, and then drained in batches of 100. */
export const catchUp: Scenario = { name: 'catch-up', run };
