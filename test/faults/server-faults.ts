import { type Cluster } from './cluster';
import { type Fault } from './fault';
import { type LogServer } from './log-server';

const DOWN_MS = 6_000;
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

export const SERVER_FAULTS: ReadonlyArray<Fault> = [
  {
    name: 'nats-stopped',
    needs: [],
    lastsMs: DOWN_MS,
    inject: async ({ nats }) => {
      await nats.stop();
      return () => nats.start();
    },
  },
  {
    name: 'nats-killed',
    needs: [],
    lastsMs: DOWN_MS,
    inject: async ({ nats }) => {
      await nats.kill();
      return () => nats.start();
    },
  },
  {
    name: 'nats-wiped',
    needs: [],
    lastsMs: 1_000,
    inject: async ({ nats }) => {
      await nats.kill();
      return () => nats.start('wiped');
    },
  },
  {
    name: 'log-stopped',
    needs: ['to restart the log'],
    lastsMs: DOWN_MS,
    inject: async (cluster) => {
      const { stop, start } = restarterOf(cluster);
      await stop();
      return start;
    },
  },
  {
    name: 'log-killed',
    needs: ['to restart the log'],
    lastsMs: DOWN_MS,
    inject: async (cluster) => {
      const { kill, start } = restarterOf(cluster);
      await kill();
      return start;
    },
  },
  {
    name: 'log-frozen',
    needs: ['to freeze the log'],
    lastsMs: FROZEN_MS,
    inject: (cluster) => {
      const { freeze, thaw } = freezerOf(cluster);
      freeze();
      return Promise.resolve(() => Promise.resolve(thaw()));
    },
  },
];
