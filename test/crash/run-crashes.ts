import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dice, type Dice } from '../random-schedules/dice';
import { freePort } from '../support/free-port';
import { checkHook, type HookVerdict } from './check-hook';
import { type EngineHost, engineHost } from './engine-host';
import { engineClient } from './engine-client';
import { evidenceOf, openHooks, type OpenHook, settle } from './open-hooks';
import { type ExportUnderWay, exportUnderWay } from './export-under-way';
import { type Load, startLoad } from './load';
import { startOperator } from './operator';

export interface CrashOptions {
  readonly kills: number;
  readonly seed: number;
  /** Events a second that must be accepted while a process serves. */
  readonly leastRate: number;
}

export interface CrashReport extends CrashOptions {
  readonly events: number;
  /** Accepted, over the time that a process served under load. */
  readonly eventsPerSecond: number;
  /** The same over the whole time, down times included. */
  readonly overallPerSecond: number;
  readonly killsDuringStart: number;
  readonly retriedRequests: number;
  readonly verdicts: ReadonlyArray<HookVerdict>;
  readonly recoveries: ReadonlyArray<number>;
  /** Engines that ended without being killed. */
  readonly deaths: number;
  /** Milliseconds from the last 2xx until nothing waited. */
  readonly drainMs: number;
  /** False: something still waited after a minute. */
  readonly settled: boolean;
  /** Kept when something is wrong; else removed. */
  readonly folder: string;
}

/** Offered. */
const RATE = 700;
const SHARE_DURING_START = 0.2;
const LONGEST_LIFE_MS = 900;
const LONGEST_START_MS = 600;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** One life to its end: on its way up, or some time after it began to serve. Tells whether it was on its way up. */
const liveAndDie = async (engine: EngineHost, random: Dice): Promise<boolean> => {
  const early = random.chance(SHARE_DURING_START);
  const moment = random.upTo(early ? LONGEST_START_MS : LONGEST_LIFE_MS);
  if (!early) await engine.ready();
  await pause(moment);
  const served = engine.isReady();
  await engine.kill();
  return !served;
};

interface Killed {
  readonly during: number;
}

const killAgainAndAgain = async (
  engine: EngineHost,
  { kills, seed }: Pick<CrashOptions, 'kills' | 'seed'>,
  onKill: (kill: number) => void,
): Promise<Killed> => {
  const random = dice(seed);
  let during = 0;
  for (let kill = 1; kill <= kills; kill += 1) {
    if (await liveAndDie(engine, random)) during += 1;
    onKill(kill);
    engine.start();
  }
  await engine.ready();
  return { during };
};

interface Underway {
  readonly engine: EngineHost;
  readonly hooks: ReadonlyArray<OpenHook>;
  readonly load: Load;
  readonly exporting: ExportUnderWay;
}

const reportOn = async ({
  engine,
  hooks,
  load,
  exporting,
}: Underway): Promise<Pick<CrashReport, 'verdicts' | 'drainMs' | 'settled'>> => {
  const ask = engineClient(engine.url);
  const began = performance.now();
  const settled = await settle(ask, hooks, load.accepted);
  const drainMs = performance.now() - began;
  const exported = await exporting.verdict();
  const evidence = await evidenceOf(ask, hooks, load.accepted);
  return { verdicts: [...evidence.map(checkHook), exported], drainMs, settled };
};

/** Kills the engine again and again under load, lets the last one finish, and holds everything against everything. */
export const runCrashes = async (
  options: CrashOptions,
  say: (line: string) => void = () => undefined,
): Promise<CrashReport> => {
  const folder = await mkdtemp(join(tmpdir(), 'hookline-crash-'));
  const engine = engineHost(folder, await freePort());
  const ask = engineClient(engine.url);
  let killed = 0;
  const midway = (): boolean => killed >= options.kills * 0.3 && killed < options.kills * 0.6;
  engine.start();
  await engine.ready();
  const hooks = await openHooks(ask, { life: engine.life, midway });
  const exporting = await exportUnderWay(ask, { life: engine.life, midway }, options.kills);
  const load = startLoad({ ask, seed: options.seed, rate: RATE, isUp: engine.isReady });
  const operator = startOperator({ ask, seed: options.seed, hooks, isUp: engine.isReady });
  const [began, servedBefore] = [performance.now(), engine.servedMs()];
  try {
    const { during } = await Promise.race([
      killAgainAndAgain(engine, options, (kill) => {
        killed = kill;
        if (kill % 10 === 0) say(`${String(kill)} kills, ${String(load.accepted.length)} events accepted`);
      }),
      load.broken,
    ]);
    await load.finish();
    const overall = (performance.now() - began) / 1000;
    const served = (engine.servedMs() - servedBefore) / 1000;
    await operator.finish();
    say('killing is over; waiting until nothing waits');
    const report = {
      ...options,
      events: load.accepted.length,
      eventsPerSecond: load.accepted.length / served,
      overallPerSecond: load.accepted.length / overall,
      killsDuringStart: during,
      retriedRequests: load.retriedRequests(),
      ...(await reportOn({ engine, hooks, load, exporting })),
      recoveries: engine.recoveries(),
      deaths: engine.deaths(),
      folder,
    };
    if (faultsOf(report).length === 0) await rm(folder, { recursive: true, force: true });
    return report;
  } finally {
    await engine.kill();
    await Promise.all([...hooks, exporting].map(({ end }) => end.stop()));
  }
};

/** Everything that does not hold, a sentence each. */
export const faultsOf = ({
  verdicts,
  eventsPerSecond,
  leastRate,
  deaths,
  settled,
}: CrashReport): ReadonlyArray<string> => [
  ...(settled ? [] : ['sums, parked deliveries and the search were not at rest within a minute']),
  ...(deaths === 0 ? [] : [`${String(deaths)} engines ended without being killed`]),
  ...verdicts.flatMap(({ hook, faults }) => faults.map((fault) => `${hook}: ${fault}`)),
  ...(eventsPerSecond < leastRate ? [`the load was only ${eventsPerSecond.toFixed(0)} events/s`] : []),
];
