import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Role, ROLES } from '../../src/application/ports/membership';
import { openFaultProxy } from '../support/fault-proxy';
import { type NatsServer, startNatsServer } from '../support/nats-server';
import { waitUntil } from '../support/wait-until';
import { type EngineNode, engineNode } from './engine-node';
import { type LogServer } from './log-server';

/** Servers, processes and the network between them: what faults are done to. */
export interface Cluster {
  readonly nats: NatsServer;
  /** Null: the log is a file of the only process. */
  readonly log: LogServer | null;
  readonly nodes: ReadonlyArray<EngineNode>;
  readonly node: (name: string) => EngineNode;
  /** Addresses of those that answer REST. */
  readonly doors: ReadonlyArray<string>;
  /** The process that does the work of capture now, and the other one that may. */
  readonly captures: () => Promise<{ readonly holder: EngineNode; readonly standby: EngineNode | null }>;
  readonly folder: string;
  /** `keepFolder`: what the processes wrote stays for whoever looks into it. */
  readonly dispose: (keepFolder: boolean) => Promise<void>;
}

type Layout = Readonly<Record<string, ReadonlyArray<Role>>>;

const ONE_PROCESS: Layout = { engine: ROLES };
const SHARED_OUT: Layout = {
  'api-1': ['api'],
  'api-2': ['api'],
  'capture-1': ['capture'],
  'capture-2': ['capture', 'search'],
  'deliver-1': ['deliver'],
  'deliver-2': ['deliver'],
  'search-1': ['search'],
};
const MASTER_KEY = '5b'.repeat(32);
const HOLDER_WITHIN_MS = 60_000;

const holdsCapture = async (node: EngineNode): Promise<boolean> =>
  (await node.parts())?.get('capture') === 'follows the log';

const captureHolder = async (nodes: ReadonlyArray<EngineNode>): Promise<EngineNode> => {
  let holder: EngineNode | undefined;
  await waitUntil(async () => {
    const holding = await Promise.all(nodes.map(holdsCapture));
    holder = nodes.find((_, index) => holding[index]);
    return holder !== undefined;
  }, HOLDER_WITHIN_MS);
  if (holder === undefined) throw new Error('no process holds capture');
  return holder;
};

const openNodes = async (
  folder: string,
  nats: NatsServer,
  log: LogServer | null,
): Promise<ReadonlyArray<EngineNode>> => {
  const nodes: EngineNode[] = [];
  for (const [name, roles] of Object.entries(log === null ? ONE_PROCESS : SHARED_OUT)) {
    const toNats = await openFaultProxy(nats.port);
    const toLog = log === null ? null : await openFaultProxy(log.port, log.host);
    const settings = {
      HOOKLINE_MASTER_KEY: MASTER_KEY,
      ...(log === null || toLog === null ? {} : { HOOKLINE_EVENTSTOREDB: log.connectionVia(toLog.port) }),
    };
    nodes.push(await engineNode({ name, roles, folder, toNats, toLog, settings }));
  }
  return nodes;
};

/** Starts NATS and the processes: one with a log of its own, or seven that share `log`. `log` is the caller's to end. */
export const startCluster = async (log: LogServer | null): Promise<Cluster> => {
  const nats = await startNatsServer();
  const folder = mkdtempSync(join(tmpdir(), 'hookline-faults-'));
  const nodes = await openNodes(folder, nats, log);
  // The first one opens the first account.
  for (const part of [nodes.slice(0, 1), nodes.slice(1)]) {
    for (const node of part) node.start();
    await Promise.all(part.map((node) => node.ready()));
  }
  const captures = nodes.filter(({ roles }) => roles.includes('capture'));
  return {
    nats,
    log,
    nodes,
    node: (name) => {
      const found = nodes.find((node) => node.name === name);
      if (found === undefined) throw new Error(`there is no process ${name}`);
      return found;
    },
    doors: nodes.filter(({ roles }) => roles.includes('api')).map(({ url }) => url),
    captures: async () => {
      const holder = await captureHolder(captures);
      return { holder, standby: captures.find((node) => node !== holder) ?? null };
    },
    folder,
    dispose: async (keepFolder) => {
      await Promise.all(nodes.map((node) => node.dispose()));
      await nats.dispose();
      if (!keepFolder) rmSync(folder, { recursive: true, force: true });
    },
  };
};
