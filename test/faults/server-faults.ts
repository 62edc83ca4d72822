import { type Cluster } from './cluster';
import { type Fault } from './fault';
import { type LogServer } from './log-server';

const DOWN_MS = 6_000;
/** Away for less than it takes to be missed. */
const WIPED_MS = 1_000;
/** Longer than any timer of the engine. */
const FROZEN_MS = 25_000;

const restarterOf = ({ log }: Cluster): NonNullable<LogServer['restarter']> => {
  if (log?.restarter == null) throw new Error('the log is not ours to start');
  return log.restarter;
};
const freezerOf = ({ log }: Cluster): NonNullable<LogServer['freezer']> => {
  if (log?.freezer == null) throw new Error('the process of the log is not known');
  return log.freezer;
};

const natsEnded =
  (how: 'stop' | 'kill', again?: 'wiped'): Fault['inject'] =>
  async ({ nats }) => {
    await nats[how]();
    return () => nats.start(again);
  };

const logEnded =
  (how: 'stop' | 'kill'): Fault['inject'] =>
  async (cluster) => {
    const restarter = restarterOf(cluster);
    await restarter[how]();
    return restarter.start;
  };

const logFrozen: Fault['inject'] = (cluster) => {
  const { freeze, thaw } = freezerOf(cluster);
  freeze();
  return Promise.resolve(() => {
    thaw();
    return Promise.resolve();
  });
};

export const SERVER_FAULTS: ReadonlyArray<Fault> = [
  { name: 'nats-stopped', needs: [], lastsMs: DOWN_MS, inject: natsEnded('stop') },
  { name: 'nats-killed', needs: [], lastsMs: DOWN_MS, inject: natsEnded('kill') },
  { name: 'nats-wiped', needs: [], lastsMs: WIPED_MS, inject: natsEnded('kill', 'wiped') },
  { name: 'log-stopped', needs: ['to restart the log'], lastsMs: DOWN_MS, inject: logEnded('stop') },
  { name: 'log-killed', needs: ['to restart the log'], lastsMs: DOWN_MS, inject: logEnded('kill') },
  { name: 'log-frozen', needs: ['to freeze the log'], lastsMs: FROZEN_MS, inject: logFrozen },
];
