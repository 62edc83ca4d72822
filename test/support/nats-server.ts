import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as dial } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type ConnectionOptions, type NatsConnection } from 'nats';
import { freePort } from './free-port';
import { waitUntil } from './wait-until';

/** A nats-server of one test, on the loopback and a free port, with JetStream in a folder of its own. */
export interface NatsServer {
  readonly url: string;
  readonly port: number;
  readonly pid: () => number;
  /** A connection that comes back by itself; closed with the server. */
  readonly connect: (as?: Pick<ConnectionOptions, 'user' | 'pass' | 'inboxPrefix'>) => Promise<NatsConnection>;
  /** SIGKILL: what is not on its disk is gone. */
  readonly kill: () => Promise<void>;
  /** Ends it in good order. */
  readonly stop: () => Promise<void>;
  /** Starts it again on the same port; `wiped`: with an empty store. */
  readonly start: (how?: 'wiped' | 'as kept') => Promise<void>;
  /** Copies its store, to be started from later: what came after is then lost, as in a power cut. Not while it runs. */
  readonly keep: () => void;
  /** Messages that clients have sent to it since its start. */
  readonly received: () => Promise<number>;
  /** From its next start on it has this configuration besides. */
  readonly configure: (config: string) => void;
  readonly dispose: () => Promise<void>;
}

const MOST_CHOICES = 5;
const BINARY = process.env['NATS_SERVER'] ?? 'nats-server';

/** Null: it is installed; otherwise the reason why its suites cannot run. */
export const natsServerMissing: string | null =
  spawnSync(BINARY, ['--version']).status === 0 ? null : 'nats-server is not installed (Debian package nats-server)';

const GREETED_WITHIN_MS = 2_000;

/** A server of NATS greets whoever dials; whatever else has come to the port meanwhile does not. */
const accepts = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = dial(port, '127.0.0.1');
    socket.setTimeout(GREETED_WITHIN_MS, () => {
      socket.destroy();
      resolve(false);
    });
    socket.once('error', () => {
      resolve(false);
    });
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
  });

const configOf = (port: number, monitor: number, store: string): string =>
  `host: 127.0.0.1\nport: ${String(port)}\nhttp: 127.0.0.1:${String(monitor)}\njetstream { store_dir: ${JSON.stringify(store)} }\n`;

/** `config`: more of its configuration, such as users. */
export const startNatsServer = async (config = ''): Promise<NatsServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'hookline-nats-'));
  const store = join(folder, 'store');
  const kept = join(folder, 'kept');
  let port = await freePort();
  let monitor = await freePort();
  const connections: NatsConnection[] = [];
  let running: ChildProcess | null = null;
  const configure = (more: string): void => {
    writeFileSync(join(folder, 'server.conf'), configOf(port, monitor, store) + more);
  };
  configure(config);

  const start = async (how?: 'wiped' | 'as kept'): Promise<void> => {
    if (how !== undefined) rmSync(store, { recursive: true, force: true });
    if (how === 'as kept') cpSync(kept, store, { recursive: true });
    const server = spawn(BINARY, ['-c', join(folder, 'server.conf')], { stdio: 'ignore' });
    running = server;
    await waitUntil(async () => server.exitCode !== null || accepts(port));
    if (server.exitCode !== null)
      throw new Error(`nats-server ended with ${String(server.exitCode)}: is its port taken?`);
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    const server = running;
    running = null;
    if (server === null) return;
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await gone;
  };

  /** Between the choice of a port and its use somebody else may take it. */
  const startSomewhere = async (): Promise<void> => {
    for (let choices = 1; ; choices += 1) {
      try {
        await start();
        return;
      } catch (cause) {
        if (choices === MOST_CHOICES) throw cause;
        [port, monitor] = [await freePort(), await freePort()];
        configure(config);
      }
    }
  };

  await startSomewhere();
  return {
    url: `nats://127.0.0.1:${String(port)}`,
    port,
    pid: () => running?.pid ?? 0,
    connect: async (as) => {
      const connection = await connect({
        ...as,
        servers: `127.0.0.1:${String(port)}`,
        maxReconnectAttempts: -1,
        reconnectTimeWait: 50,
        waitOnFirstConnect: true,
      });
      connections.push(connection);
      return connection;
    },
    configure,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    start,
    keep: () => {
      cpSync(store, kept, { recursive: true });
    },
    received: async () => {
      const answer = await fetch(`http://127.0.0.1:${String(monitor)}/varz`);
      return ((await answer.json()) as { readonly in_msgs: number }).in_msgs;
    },
    dispose: async () => {
      await Promise.all(connections.map((connection) => connection.close()));
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
