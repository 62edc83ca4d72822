import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { waitUntil } from '../support/wait-until';

/** The EventStoreDB of a run, and what may be done to its process. */
export interface LogServer {
  readonly host: string;
  readonly port: number;
  /** The same server by way of a port of this machine. */
  readonly connectionVia: (port: number) => string;
  /** SIGSTOP and SIGCONT; null: its process is not known. */
  readonly freezer: { readonly freeze: () => void; readonly thaw: () => void } | null;
  /** Ending and starting again on the same port and folder; null: it is not ours to start. */
  readonly restarter: Restarter | null;
  readonly dispose: () => Promise<void>;
}
export interface Restarter {
  readonly stop: () => Promise<void>;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
}

/** What of the environment names a server. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const NO_LOG_SERVER = 'neither EVENTSTOREDB_START nor EVENTSTOREDB_CONNECTION_STRING is set';
const END_WITHIN_MS = 60_000;

/** One that has ended stays in the table until its parent looks. */
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${String(pid)}/stat`;
    return !existsSync(stat) || !/\) [ZX] /.test(readFileSync(stat, 'utf8'));
  } catch {
    return false;
  }
};

const run = (command: string, args: ReadonlyArray<string>): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    child.once('error', reject);
    child.once('exit', resolve);
  });

const freezerOf = (pid: () => number): NonNullable<LogServer['freezer']> => ({
  freeze: () => void process.kill(pid(), 'SIGSTOP'),
  thaw: () => void process.kill(pid(), 'SIGCONT'),
});

/** A running server: `EVENTSTOREDB_PID` makes it one that can be frozen. */
const attach = (connection: string, pid: string | undefined): LogServer => {
  const url = new URL(connection);
  const freezer = pid === undefined ? null : freezerOf(() => Number(pid));
  const via = (port: number): string => {
    const through = new URL(connection);
    through.host = `127.0.0.1:${String(port)}`;
    return through.toString();
  };
  return {
    host: url.hostname,
    port: Number(url.port === '' ? 2113 : url.port),
    connectionVia: via,
    freezer,
    restarter: null,
    dispose: () => {
      freezer?.thaw();
      return Promise.resolve();
    },
  };
};

/** A fresh node by the command: port and data folder are its arguments, its pid is in `<folder>.pid` once it is live. */
const begin = async (command: string): Promise<LogServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-log-'));
  const data = join(folder, 'data');
  const port = await freePort();
  const pid = (): number => Number(readFileSync(`${data}.pid`, 'utf8'));

  const start = async (): Promise<void> => {
    const status = await run(command, [String(port), data]);
    if (status !== 0) throw new Error(`EVENTSTOREDB_START ended with ${String(status)}; see ${folder}`);
  };
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<void> => {
    const victim = pid();
    if (!isAlive(victim)) return;
    process.kill(victim, signal);
    await waitUntil(() => !isAlive(victim), END_WITHIN_MS);
  };
  await start();
  return {
    host: '127.0.0.1',
    port,
    connectionVia: (through) => `esdb://127.0.0.1:${String(through)}?tls=false`,
    freezer: freezerOf(pid),
    restarter: {
      stop: () => end('SIGTERM'),
      kill: () => end('SIGKILL'),
      start,
    },
    dispose: async () => {
      await end('SIGKILL');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Null: the environment names none. */
export const openLogServer = async (environment: Environment): Promise<LogServer | null> => {
  const command = environment['EVENTSTOREDB_START'];
  if (command !== undefined) return begin(command);
  const connection = environment['EVENTSTOREDB_CONNECTION_STRING'];
  return connection === undefined ? null : attach(connection, environment['EVENTSTOREDB_PID']);
};
