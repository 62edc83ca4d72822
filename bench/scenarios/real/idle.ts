import { type Engine, startEngine } from '../../harness/engine';
import { below, type Figure } from '../../harness/figure';
import { altcraftHook } from '../../harness/hooks';
import { createHooks } from '../../harness/many-hooks';
import { sleep } from '../../harness/monotonic';
import { type Say, type Scenario } from '../../harness/scenario';
import { type MessageCounter, startMessageCounter } from '../../servers/message-counter';
import { type Servers, startServers } from '../../servers/servers';

const PROCESSES = [1, 4] as const;
const HOOKS = 100;
/** Members settle, and shards are handed over. */
const SETTLE_MS = 5_000;
const MS = 15_000;
const MOST_A_SECOND = 2;

interface Idling {
  readonly engine: Engine;
  readonly eventStore: MessageCounter;
}

const startIdling = async ({ eventStore, settings }: Servers): Promise<Idling> => {
  const counter = await startMessageCounter(eventStore.connectionString);
  const engine = await startEngine({ ...settings, HOOKLINE_EVENTSTOREDB: counter.connectionString });
  return { engine, eventStore: counter };
};

const run = async (say: Say): Promise<ReadonlyArray<Figure>> => {
  const servers = await startServers();
  const idling: Idling[] = [];
  const figures: Figure[] = [];
  for (const count of PROCESSES) {
    while (idling.length < count) idling.push(await startIdling(servers));
    const [first] = idling;
    if (first !== undefined && count === 1)
      await createHooks(first.engine, HOOKS, (database) => altcraftHook({ database, url: 'http://127.0.0.1:9/' }), say);
    const sentToEventStore = (): number => idling.reduce((sum, { eventStore }) => sum + eventStore.sent(), 0);
    say(`  ${String(sentToEventStore())} messages to EventStoreDB until now`);
    await sleep(SETTLE_MS);
    const before = { nats: await servers.nats.received(), eventStore: sentToEventStore() };
    await sleep(MS);
    const aSecond = (messages: number): number => (messages * 1000) / MS / count;
    const nats = aSecond((await servers.nats.received()) - before.nats);
    const eventStore = aSecond(sentToEventStore() - before.eventStore);
    say(
      `  ${String(count)}: ${nats.toFixed(2)} to NATS, ${eventStore.toFixed(2)} to EventStoreDB, a process and second`,
    );
    const name = `idle, ${count === 1 ? 'one process' : `each of ${String(count)} processes`}`;
    figures.push(below({ name, value: nats + eventStore, unit: 'requests/s' }, MOST_A_SECOND));
  }
  for (const { engine, eventStore } of idling) {
    await engine.stop();
    await eventStore.stop();
  }
  await servers.stop();
  return figures;
};

/** Processes with every role and nothing to do: what they send to NATS and to EventStoreDB. */
export const idle: Scenario = { name: 'idle', run };
