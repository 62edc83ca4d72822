import { type FaultProxy } from '../support/fault-proxy';
import { type Cluster } from './cluster';
import { type EngineNode } from './engine-node';
import { type Fault } from './fault';

const CUT_MS = 8_000;
const TAKEOVER_MS = 5_000;

type Choose = (cluster: Cluster) => Promise<ReadonlyArray<EngineNode>> | ReadonlyArray<EngineNode>;
type Way = 'nats' | 'log';
type Damage = (proxy: FaultProxy) => Promise<void> | void;

const cut: Damage = (proxy) => proxy.cut();
const silence: Damage = (proxy) => {
  proxy.swallow();
};
const everybody: Choose = ({ nodes }) => nodes;
const captureHolder: Choose = async ({ captures }) => [(await captures()).holder];
const oneDeliver: Choose = ({ node }) => [node('deliver-1')];

const proxyOf = (way: Way, { toNats, toLog }: EngineNode): FaultProxy => {
  const proxy = way === 'nats' ? toNats : toLog;
  if (proxy === null) throw new Error('the log is a file');
  return proxy;
};

const damaged = (way: Way, damage: Damage, choose: Choose): Fault['inject'] => {
  return async (cluster) => {
    const proxies = (await choose(cluster)).map((node) => proxyOf(way, node));
    for (const proxy of proxies) await damage(proxy);
    return async () => {
      for (const proxy of proxies) await proxy.heal();
    };
  };
};

const ofMany = { needs: ['several processes'], lastsMs: CUT_MS } as const;

export const NETWORK_FAULTS: ReadonlyArray<Fault> = [
  { name: 'nats-cut', needs: [], lastsMs: CUT_MS, inject: damaged('nats', cut, everybody) },
  { name: 'nats-silent', needs: [], lastsMs: CUT_MS, inject: damaged('nats', silence, everybody) },
  { ...ofMany, name: 'log-cut', inject: damaged('log', cut, everybody) },
  { ...ofMany, name: 'log-silent', inject: damaged('log', silence, everybody) },
  {
    ...ofMany,
    name: 'capture-cut-from-nats',
    takeover: { withinMs: TAKEOVER_MS, shownBy: 'a later event' },
    inject: damaged('nats', silence, captureHolder),
  },
  { ...ofMany, name: 'capture-cut-from-log', inject: damaged('log', silence, captureHolder) },
  { ...ofMany, name: 'deliver-cut-from-nats', inject: damaged('nats', silence, oneDeliver) },
  { ...ofMany, name: 'deliver-cut-from-log', inject: damaged('log', silence, oneDeliver) },
];
