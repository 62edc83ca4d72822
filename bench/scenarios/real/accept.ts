import { acceptedASecond, type ClosedLoop, sendInClosedLoop } from '../../harness/closed-loop';
import { startEngine } from '../../harness/engine';
import { PROFILES } from '../../harness/event-bodies';
import { atLeastShare, type Figure } from '../../harness/figure';
import { costAnEvent, processorTime } from '../../harness/process-usage';
import { medianOfRounds } from '../../harness/rounds';
import { type Say, type Scenario } from '../../harness/scenario';
import { startBareAppend } from '../../servers/bare-append';
import { startServers } from '../../servers/servers';

const NO_HOOK = 1;
const IN_FLIGHT = 16;
const ROUNDS = 3;
const MS = 3_000;

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const servers = await startServers();
  const engine = await startEngine(servers.settings);
  const loop: ClosedLoop = {
    url: engine.url,
    kind: 'click',
    eventsARequest: 100,
    connections: IN_FLIGHT,
    database: () => NO_HOOK,
  };
  const accepted = async (): Promise<number> => {
    const usedBefore = await processorTime(engine.pid());
    const sent = await sendInClosedLoop(loop, { ms: MS });
    say(`    ${costAnEvent(usedBefore, await processorTime(engine.pid()), sent.events)}`);
    return acceptedASecond(sent);
  };
  await sendInClosedLoop(loop, { events: 4 * PROFILES });
  const bare = await startBareAppend(servers);
  const appended = (): Promise<number> => bare.rate({ inFlight: IN_FLIGHT, ms: MS });
  await appended();
  const rates = await medianOfRounds({ 'bare append': appended, accept: accepted }, ROUNDS, say);
  await bare.stop();
  await engine.stop();
  await servers.stop();
  return [
    atLeastShare({ name: 'accept', value: rates.accept, unit: 'events/s' }, rates['bare append'], {
      share: 0.7,
      of: 'bare append',
    }),
  ];
};

/** REST batches of 100 into EventStoreDB, from the first request to the last 2xx. */
export const accept: Scenario = { name: 'accept', run };
