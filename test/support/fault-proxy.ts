import { connect, createServer, type Server, type Socket } from 'node:net';
import { type Direction, pump, type PumpRule } from './fault-pump';

/** A TCP proxy on the loopback that can do to its connections what a network does. */
export interface FaultProxy {
  readonly port: number;
  readonly connections: () => number;
  /** Breaks all connections and refuses new ones, until `heal`. */
  readonly cut: () => Promise<void>;
  /** Refuses new connections and leaves those there are, until `heal`. */
  readonly refuse: () => Promise<void>;
  /** Half open: what comes is lost without a word, on old connections and new ones, until `heal`. */
  readonly swallow: (direction?: Direction) => void;
  /** Milliseconds that everything takes longer, until `heal`. */
  readonly delay: (ms: number, direction?: Direction) => void;
  /** Breaks all connections with a reset; new ones are welcome. */
  readonly reset: () => void;
  /** All goes through again; a connection that lost something is reset, for what follows would make no sense. */
  readonly heal: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Connection {
  readonly ends: readonly [client: Socket, server: Socket];
  readonly lost: () => boolean;
}

const HOST = '127.0.0.1';
const BOTH: ReadonlyArray<Direction> = ['to server', 'to client'];

const listen = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

export const openFaultProxy = async (target: number, host = HOST): Promise<FaultProxy> => {
  const rules: Record<Direction, PumpRule> = {
    'to server': { swallows: false, delayMs: 0 },
    'to client': { swallows: false, delayMs: 0 },
  };
  const connections = new Set<Connection>();

  const join = (client: Socket): void => {
    const server = connect(target, host);
    const up = pump(client, server, () => rules['to server']);
    const down = pump(server, client, () => rules['to client']);
    const connection: Connection = { ends: [client, server], lost: () => up.lost() || down.lost() };
    connections.add(connection);
    for (const [one, other] of [connection.ends, [server, client] as const]) {
      one.on('error', () => undefined);
      one.once('close', () => {
        connections.delete(connection);
        other.destroy();
      });
    }
  };
  const reset = (which: ReadonlyArray<Connection>): void => {
    for (const { ends } of which) for (const end of ends) end.resetAndDestroy();
  };
  const rule = (wanted: PumpRule, directions: ReadonlyArray<Direction>): void => {
    for (const direction of directions) rules[direction] = wanted;
  };

  let server: Server | null = createServer(join);
  const port = await listen(server, 0);

  const refuse = async (): Promise<void> => {
    const listening = server;
    server = null;
    // `close` waits for connections to end, and these may stay: it is enough that it no longer listens.
    listening?.close();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const breakAll = (): void => {
    for (const { ends } of connections) for (const end of ends) end.destroy();
  };

  return {
    port,
    connections: () => connections.size,
    cut: async () => {
      await refuse();
      breakAll();
    },
    refuse,
    swallow: (direction) => {
      rule({ swallows: true, delayMs: 0 }, direction === undefined ? BOTH : [direction]);
    },
    delay: (delayMs, direction) => {
      rule({ swallows: false, delayMs }, direction === undefined ? BOTH : [direction]);
    },
    reset: () => {
      reset([...connections]);
    },
    heal: async () => {
      rule({ swallows: false, delayMs: 0 }, BOTH);
      reset([...connections].filter(({ lost }) => lost()));
      if (server !== null) return;
      server = createServer(join);
      await listen(server, port);
    },
    close: async () => {
      await refuse();
      breakAll();
    },
  };
};
