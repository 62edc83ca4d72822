import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Ask } from '../crash/engine-client';
import { checkHook } from '../crash/check-hook';
import { type Load, startLoad } from '../crash/load';
import { evidenceOf, openHooks, type OpenHook, settle } from '../crash/open-hooks';
import { type Cluster } from './cluster';
import { disturbance, type Disturbance } from './disturbance';
import { doorsClient, patientClient } from './doors-client';
import { type Fault, type Takeover } from './fault';
import { FAULT_HOOKS } from './fault-hooks';
import { type FaultResult } from './fault-result';
import { flowsAfter, type Moment, momentOfEvents, momentOfReceipts, type Received, type Waiting } from './flow';

const RATE = 550;
const SEED = 20_261_126;
const WARM_MS = 3_000;
const WARM_WITHIN_MS = 30_000;
const FLOWS_WITHIN_MS = 90_000;
const SETTLED_WITHIN_MS = 180_000;
const PATIENCE_MS = 60_000;
/** After the first new deliveries: what the fault left under way may still come again. */
const AFTERMATH_MS = 5_000;
const CALM_MS = 1_000;
const LOOK_MS = 20;

interface Scene {
  readonly cluster: Cluster;
  readonly fault: Fault;
  readonly ask: Ask;
  readonly hooks: ReadonlyArray<OpenHook>;
  readonly load: Load;
  readonly disturbed: Disturbance;
  readonly say: (line: string) => void;
  readonly leastRate: number;
}

type Times = Pick<FaultResult, 'rate' | 'recoveryMs' | 'takeoverMs'>;

const receivedBy = (hooks: ReadonlyArray<OpenHook>): Received => hooks.map(({ end }) => end.receipts);

/** Null: not within the bound. */
const flowing = async (
  moment: Moment,
  hooks: ReadonlyArray<OpenHook>,
  { withinMs, waiting }: { readonly withinMs: number; readonly waiting?: Waiting },
): Promise<number | null> => {
  const received = receivedBy(hooks);
  for (;;) {
    const flows = flowsAfter(moment, received, waiting);
    if (flows !== null || performance.now() - moment.at > withinMs) return flows;
    await pause(LOOK_MS);
  }
};

/** Events/s over the last stretch of the time until the load is what it should be and every hook receives. */
const warmUp = async ({ hooks, load, leastRate }: Scene): Promise<number> => {
  const receivesAll = (): boolean => receivedBy(hooks).every((receipts) => receipts.length > 0);
  const deadline = performance.now() + WARM_WITHIN_MS;
  for (;;) {
    const [began, before] = [performance.now(), load.accepted.length];
    await pause(WARM_MS);
    const rate = ((load.accepted.length - before) * 1000) / (performance.now() - began);
    if ((rate >= leastRate && receivesAll()) || performance.now() > deadline) return rate;
  }
};

/** Milliseconds until the work went on without any healing; null: not while the fault lasted. */
const takenOver = async (scene: Scene, { shownBy }: Takeover, since: number): Promise<number | null> => {
  const { fault, ask, hooks, load } = scene;
  if (shownBy === 'deliveries of every hook')
    return flowing(momentOfReceipts(since, receivedBy(hooks)), hooks, { withinMs: fault.lastsMs });
  if (shownBy === 'a later event')
    return flowing(
      momentOfEvents(since, () => load.accepted),
      hooks,
      { withinMs: fault.lastsMs, waiting: 'any hook' },
    );
  await patientClient(ask, PATIENCE_MS)('GET', shownBy.asked);
  return performance.now() - since;
};

const endure = async (scene: Scene): Promise<Times> => {
  const { fault, cluster, disturbed, hooks, say } = scene;
  const rate = await warmUp(scene);
  say(`${fault.name}: ${rate.toFixed(0)} events/s; it begins`);
  disturbed.begin();
  const heal = await fault.inject(cluster);
  const since = performance.now();
  const ending = pause(fault.lastsMs);
  const takeoverMs = fault.takeover === undefined ? undefined : await takenOver(scene, fault.takeover, since);
  await ending;
  const moment = momentOfReceipts(performance.now(), receivedBy(hooks));
  say(`${fault.name}: healing`);
  await heal();
  const healed = performance.now() - moment.at;
  const flows = await flowing(moment, hooks, { withinMs: healed + FLOWS_WITHIN_MS });
  say(`${fault.name}: healed in ${healed.toFixed(0)} ms, flows ${String(flows)}`);
  await pause(AFTERMATH_MS);
  disturbed.end();
  await pause(CALM_MS);
  return {
    rate,
    recoveryMs: flows === null ? null : Math.max(0, flows - healed),
    ...(takeoverMs === undefined ? {} : { takeoverMs }),
  };
};

const removeHooks = async (ask: Ask, hooks: ReadonlyArray<OpenHook>): Promise<void> => {
  for (const { id, end } of hooks) {
    await ask('DELETE', `/v1/hooks/${String(id)}`).catch(() => undefined);
    await end.stop();
  }
};

/** One fault under load, from the first event until nothing waits, and what then holds. */
export const runFault = async (
  cluster: Cluster,
  fault: Fault,
  leastRate: number,
  say: (line: string) => void = () => undefined,
): Promise<FaultResult> => {
  const ask = doorsClient(cluster.doors);
  const patient = patientClient(ask, PATIENCE_MS);
  const disturbed = disturbance();
  const deathsBefore = deathsOf(cluster);
  const hooks = await openHooks(patient, { life: disturbed.life, midway: () => false }, FAULT_HOOKS);
  const load = startLoad({ ask, seed: SEED, rate: RATE, isUp: () => true, source: `${fault.name} ${randomUUID()}` });
  try {
    const times = await Promise.race([
      endure({ cluster, fault, ask, hooks, load, disturbed, say, leastRate }),
      load.broken,
    ]);
    await load.finish();
    say(`${fault.name}: ${String(load.accepted.length)} events accepted; waiting until nothing waits`);
    const began = performance.now();
    const settled = await settle(patient, hooks, load.accepted, SETTLED_WITHIN_MS);
    const settledMs = performance.now() - began;
    const verdicts = (await evidenceOf(patient, hooks, load.accepted)).map(checkHook);
    return {
      fault: fault.name,
      leastRate,
      ...times,
      ...(fault.takeover === undefined ? {} : { takeoverWithinMs: fault.takeover.withinMs }),
      events: load.accepted.length,
      retriedRequests: load.retriedRequests(),
      settledMs: settled ? settledMs : null,
      deaths: deathsOf(cluster) - deathsBefore,
      verdicts,
    };
  } finally {
    await removeHooks(patient, hooks);
  }
};

const deathsOf = ({ nodes }: Cluster): number => nodes.reduce((sum, node) => sum + node.deaths(), 0);
