import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { waitUntil } from '../support/wait-until';
import { engineSettings } from './engine-settings';

/** Starts and kills the engine's process, always on the same folder and port. */
export interface EngineHost {
  readonly url: string;
  /** Begins a start; `ready` tells when it serves. */
  readonly start: () => void;
  /** Resolves once it serves; rejects when the process ended by itself or does not come up. */
  readonly ready: () => Promise<void>;
  readonly isReady: () => boolean;
  /** SIGKILL; resolves once the process is gone. */
  readonly kill: () => Promise<void>;
  /** Processes that got as far as to open the log, so far. */
  readonly life: () => number;
  /** Processes that ended without being killed. */
  readonly deaths: () => number;
  /** Milliseconds from the start of a process until it served, of those that came so far. */
  readonly recoveries: () => ReadonlyArray<number>;
  /** Milliseconds that processes served, all together. */
  readonly servedMs: () => number;
}

export const ENGINE_LOG = 'engine.log';
const START_WITHIN_MS = 30_000;

/** Coverage of a process that is killed is never written: measuring it would only slow it down. */
const spawn = (folder: string, port: number): ChildProcess => {
  const output = openSync(join(folder, ENGINE_LOG), 'a');
  const child = fork(join(__dirname, 'engine-process.js'), [JSON.stringify(engineSettings(folder, port))], {
    execArgv: [],
    env: { ...process.env, NODE_V8_COVERAGE: '' },
    stdio: ['ignore', output, output, 'ipc'],
  });
  closeSync(output);
  return child;
};

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

export const engineHost = (folder: string, port: number): EngineHost => {
  const recoveries: number[] = [];
  const asked = new Set<ChildProcess>();
  let life = 0;
  let deaths = 0;
  let servedBefore = 0;
  let servesSince = 0;
  let serves = false;
  let child: ChildProcess | null = null;

  const endServing = (): void => {
    if (serves) servedBefore += performance.now() - servesSince;
    serves = false;
  };

  const start = (): void => {
    if (child !== null && !isGone(child)) throw new Error('the engine is running already');
    const began = performance.now();
    const spawned = spawn(folder, port);
    child = spawned;
    spawned.on('message', (what) => {
      if (what === 'booted') life += 1;
      if (what !== 'ready' || isGone(spawned)) return;
      serves = true;
      servesSince = performance.now();
      recoveries.push(performance.now() - began);
    });
    spawned.once('exit', () => {
      if (child === spawned) endServing();
      if (!asked.has(spawned)) deaths += 1;
    });
  };
  const hasDied = (): boolean => child !== null && isGone(child);

  return {
    url: `http://127.0.0.1:${String(port)}`,
    start,
    ready: async () => {
      await waitUntil(() => serves || hasDied(), START_WITHIN_MS);
      if (hasDied()) throw new Error(`the engine ended by itself; see ${join(folder, ENGINE_LOG)}`);
    },
    isReady: () => serves,
    kill: async () => {
      const victim = child;
      if (victim === null || isGone(victim)) return;
      endServing();
      asked.add(victim);
      victim.kill('SIGKILL');
      await waitUntil(() => isGone(victim), START_WITHIN_MS);
    },
    deaths: () => deaths,
    life: () => life,
    recoveries: () => recoveries,
    servedMs: () => servedBefore + (serves ? performance.now() - servesSince : 0),
  };
};
