import { join } from 'node:path';
import { Pool } from 'undici';
import { startChild } from './child';
import { removeFolder, scratchFolder } from './scratch-folder';

/** The engine under test, in a process of its own, with a fresh data folder. */
export interface Engine {
  readonly folder: string;
  readonly url: string;
  readonly pid: () => number;
  /** Creates a hook and answers its id. */
  readonly createHook: (body: object) => Promise<number>;
  readonly command: (hook: number, command: string, body?: object) => Promise<unknown>;
  readonly ask: (method: 'GET' | 'POST' | 'PATCH', path: string, body?: object) => Promise<unknown>;
  /** Ends the process and starts another on the same folder, as an operator would. */
  readonly restart: () => Promise<void>;
  /** Ends the process and leaves the folder. */
  readonly halt: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

const API_KEY = 'hk_bench_0123456789abcdefghijklmnop';
export const AUTHORIZATION = `Bearer ${API_KEY}`;
const ASKING_CONNECTIONS = 16;

const settingsFor = (folder: string): EngineSettings => ({
  HOOKLINE_DATA_FOLDER: folder,
  HOOKLINE_LISTEN_PORT: '0',
  HOOKLINE_LOG_LEVEL: 'error',
  HOOKLINE_API_KEY: API_KEY,
  HOOKLINE_ACCOUNT_ID: '161',
  HOOKLINE_ENTITY: 'MyEntity',
  HOOKLINE_ALLOW_HTTP: 'true',
  HOOKLINE_ALLOW_DESTINATIONS: '127.0.0.1',
});

/** `BENCH_CPU_PROFILE=<folder>`: every engine process leaves a profile there. */
const profiling = (): ReadonlyArray<string> => {
  const folder = process.env['BENCH_CPU_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
};

const launch = async (folder: string, settings: EngineSettings) => {
  const child = startChild(join(__dirname, '..', 'engine-process.js'), { execArgv: [...profiling()] });
  const url = await child.ask<string>('start', { ...settingsFor(folder), ...settings });
  return { child, url, pool: new Pool(url, { connections: ASKING_CONNECTIONS }) };
};

/** Environment of the process beside that of the bench. */
export type EngineSettings = Readonly<Record<string, string>>;

export const startEngine = async (settings: EngineSettings = {}): Promise<Engine> => {
  const folder = await scratchFolder();
  let running = await launch(folder, settings);
  const halt = async (): Promise<void> => {
    if (!running.pool.closed) await running.pool.close();
    await running.child.stop();
  };
  const ask: Engine['ask'] = async (method, path, body) => {
    const { statusCode, body: answer } = await running.pool.request({
      method,
      path,
      headers: { authorization: AUTHORIZATION, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (statusCode >= 300) throw new Error(`${method} ${path} was answered ${String(statusCode)}: ${text}`);
    return JSON.parse(text) as unknown;
  };
  return {
    folder,
    get url() {
      return running.url;
    },
    pid: () => running.child.pid,
    ask,
    createHook: async (body) => ((await ask('POST', '/v1/hooks', body)) as { readonly id: number }).id,
    command: (hook, command, body = {}) => ask('POST', `/v1/hooks/${String(hook)}/${command}`, body),
    restart: async () => {
      await halt();
      running = await launch(folder, settings);
    },
    halt,
    stop: async () => {
      await halt();
      await removeFolder(folder);
    },
  };
};
