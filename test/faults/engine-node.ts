import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { type Role } from '../../src/application/ports/membership';
import { engineSettings } from '../crash/engine-settings';
import { type FaultProxy } from '../support/fault-proxy';
import { freePort } from '../support/free-port';
import { waitUntil } from '../support/wait-until';

/** One process of the engine under test, as an operator starts it, with a network of its own to the servers. */
export interface EngineNode {
  readonly name: string;
  readonly roles: ReadonlyArray<Role>;
  readonly url: string;
  /** Its way to NATS. */
  readonly toNats: FaultProxy;
  /** Its way to EventStoreDB; null: the log is a file of its own. */
  readonly toLog: FaultProxy | null;
  /** Begins a start. */
  readonly start: () => void;
  /** Resolves once all its parts are ready; rejects when it ended by itself or does not come up. */
  readonly ready: () => Promise<void>;
  /** What it says of its parts; null: it does not answer. */
  readonly parts: () => Promise<ReadonlyMap<string, string> | null>;
  /** SIGKILL. */
  readonly kill: () => Promise<void>;
  /** Times it ended without being killed. */
  readonly deaths: () => number;
  readonly dispose: () => Promise<void>;
}

export interface NodeSetting {
  readonly name: string;
  readonly roles: ReadonlyArray<Role>;
  /** Of all the nodes of a cluster; each has a folder in it. */
  readonly folder: string;
  readonly toNats: FaultProxy;
  readonly toLog: FaultProxy | null;
  readonly settings: Readonly<Record<string, string>>;
}

const PROGRAM = join(__dirname, '..', '..', '..', 'bin', 'hookline.cjs');
const START_WITHIN_MS = 60_000;
const ANSWER_WITHIN_MS = 2_000;

const isGone = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode !== null || signalCode !== null;

interface Health {
  readonly ready: boolean;
  readonly parts: ReadonlyArray<{ readonly part: string; readonly detail: string }>;
}

const healthAt = (url: string): Promise<Health | null> =>
  fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
    .then((response) => response.json() as Promise<Health>)
    .catch(() => null);

export const logOf = (folder: string, name: string): string => join(folder, `${name}.log`);

export const engineNode = async (setting: NodeSetting): Promise<EngineNode> => {
  const { name, roles, folder, toNats, toLog } = setting;
  const data = join(folder, name);
  mkdirSync(data, { recursive: true });
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const asked = new Set<ChildProcess>();
  let deaths = 0;
  let child: ChildProcess | null = null;

  const start = (): void => {
    const output = openSync(logOf(folder, name), 'a');
    const spawned = spawn(process.execPath, [PROGRAM, 'serve', '--roles', roles.join(',')], {
      env: {
        PATH: process.env['PATH'],
        ...engineSettings(data, port),
        HOOKLINE_LOG_LEVEL: 'info',
        HOOKLINE_NATS_URLS: `nats://127.0.0.1:${String(toNats.port)}`,
        ...setting.settings,
      },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    child = spawned;
    spawned.once('exit', () => {
      if (!asked.has(spawned)) deaths += 1;
    });
  };
  const hasDied = (): boolean => child === null || isGone(child);
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const victim = child;
    if (victim === null || isGone(victim)) return;
    asked.add(victim);
    victim.kill(signal);
    await waitUntil(() => isGone(victim), START_WITHIN_MS);
  };

  return {
    name,
    roles,
    url,
    toNats,
    toLog,
    start,
    ready: async () => {
      await waitUntil(async () => hasDied() || (await healthAt(url))?.ready === true, START_WITHIN_MS);
      if (hasDied()) throw new Error(`${name} ended by itself; see ${logOf(folder, name)}`);
    },
    parts: async () => {
      const health = hasDied() ? null : await healthAt(url);
      return health === null ? null : new Map(health.parts.map(({ part, detail }) => [part, detail]));
    },
    kill: () => end('SIGKILL'),
    deaths: () => deaths,
    dispose: async () => {
      await end('SIGKILL');
      await toNats.close();
      await toLog?.close();
    },
  };
};
