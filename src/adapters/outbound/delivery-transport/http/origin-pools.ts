import { type buildConnector } from 'undici';
import Pool from 'undici/lib/dispatcher/pool';
import { type PreparedDestination } from './prepared-destination';

export interface PoolOptions {
  readonly connections: number;
  /** Idle pools beyond this number are let go, the oldest first. */
  readonly origins: number;
  readonly connector: (prepared: PreparedDestination) => buildConnector.connector;
}

export interface OriginPools {
  readonly of: (prepared: PreparedDestination) => Pool;
  readonly size: () => number;
  /** Requests under way end first. */
  readonly close: () => Promise<void>;
  /** Requests under way fail with `reason`. */
  readonly destroy: (reason: Error) => Promise<void>;
}

const isIdle = ({ stats }: Pool): boolean => stats.size === 0;
const isEmpty = ({ stats }: Pool): boolean => stats.size === 0 && stats.connected === 0;

/** A pool of kept-alive connections for each origin; one without connections and work is forgotten. */
export const originPools = ({ connections, origins, connector }: PoolOptions): OriginPools => {
  const pools = new Map<string, Pool>();

  const drop = (key: string, pool: Pool): void => {
    if (pools.get(key) === pool) pools.delete(key);
    void pool.close().catch(() => undefined);
  };
  const makeRoom = (): void => {
    for (const [key, pool] of pools) {
      if (pools.size < origins) return;
      if (isIdle(pool)) drop(key, pool);
    }
  };
  const open = (prepared: PreparedDestination): Pool => {
    makeRoom();
    // The attempt's own timer bounds the whole answer, which a trickle of bytes would stretch without end.
    const options = { connections, pipelining: 1, allowH2: false, headersTimeout: 0, bodyTimeout: 0 };
    const pool = new Pool(prepared.origin, { ...options, connect: connector(prepared) });
    const forgetWhenEmpty = (): void => {
      setImmediate(() => {
        if (pools.get(prepared.poolKey) === pool && isEmpty(pool)) drop(prepared.poolKey, pool);
      });
    };
    pool.on('disconnect', forgetWhenEmpty).on('connectionError', forgetWhenEmpty);
    pools.set(prepared.poolKey, pool);
    return pool;
  };

  return {
    of: (prepared) => pools.get(prepared.poolKey) ?? open(prepared),
    size: () => pools.size,
    close: async () => {
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      pools.clear();
    },
    destroy: async (reason) => {
      await Promise.all([...pools.values()].map((pool) => pool.destroy(reason)));
      pools.clear();
    },
  };
};
