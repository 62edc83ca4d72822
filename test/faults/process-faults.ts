import { type Cluster } from './cluster';
import { type EngineNode } from './engine-node';
import { type Fault, type Takeover } from './fault';

const TAKEOVER_MS = 5_000;
/** Long enough to see that the others do without. */
const GONE_MS = 7_000;

type Choose = (cluster: Cluster) => Promise<ReadonlyArray<EngineNode>> | ReadonlyArray<EngineNode>;

const killed = (choose: Choose): Fault['inject'] => {
  return async (cluster) => {
    const victims = await choose(cluster);
    await Promise.all(victims.map((node) => node.kill()));
    return async () => {
      for (const node of victims) node.start();
      await Promise.all(victims.map((node) => node.ready()));
    };
  };
};

const named =
  (...names: ReadonlyArray<string>): Choose =>
  ({ node }) =>
    names.map(node);

const roleKilled = (role: string, choose: Choose, shownBy: Takeover['shownBy']): Fault => ({
  name: `${role}-killed`,
  needs: ['several processes'],
  lastsMs: GONE_MS,
  takeover: { withinMs: TAKEOVER_MS, shownBy },
  inject: killed(choose),
});

export const PROCESS_FAULTS: ReadonlyArray<Fault> = [
  { name: 'engine-killed', needs: ['one process'], lastsMs: 500, inject: killed(named('engine')) },
  roleKilled('api', named('api-1'), 'a later event'),
  roleKilled('capture', async ({ captures }) => [(await captures()).holder], 'a later event'),
  roleKilled('deliver', named('deliver-1'), 'deliveries of every hook'),
  roleKilled('search', named('search-1'), { asked: '/v1/deliveries?limit=1' }),
  {
    name: 'all-deliver-killed',
    needs: ['several processes'],
    lastsMs: 3_000,
    inject: killed(named('deliver-1', 'deliver-2')),
  },
];
