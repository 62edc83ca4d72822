import { connect, createServer, type Socket } from 'node:net';

/** A proxy on the loopback between a client and a server, whose answers can be held back. */
export interface HeldProxy {
  readonly port: number;
  /** What the server says from now on does not reach the client until `release`. */
  readonly hold: () => void;
  readonly release: () => void;
  readonly close: () => void;
}

export const openHeldProxy = async (target: number): Promise<HeldProxy> => {
  const sockets = new Set<Socket>();
  const upstreams = new Set<Socket>();
  const proxy = createServer((client) => {
    const upstream = connect(target, '127.0.0.1');
    sockets.add(client).add(upstream);
    upstreams.add(upstream);
    client.pipe(upstream).pipe(client);
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => undefined);
      one.once('close', () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const address = proxy.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    hold: () => {
      for (const upstream of upstreams) upstream.pause();
    },
    release: () => {
      for (const upstream of upstreams) upstream.resume();
    },
    close: () => {
      for (const socket of sockets) socket.destroy();
      proxy.close();
    },
  };
};
