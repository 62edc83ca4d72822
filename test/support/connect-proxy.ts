import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

export interface ConnectProxy {
  readonly port: number;
  /** Authorities asked for, with the credentials that came. */
  readonly asked: ReadonlyArray<{ readonly authority: string; readonly authorization: string | undefined }>;
  /** From now on each request is answered with this status; 200: it leads on. */
  readonly answerWith: (status: number) => void;
  readonly stop: () => Promise<void>;
}

/** A forward proxy on the loopback and a free port that leads every authority to one address of this machine. */
export const startConnectProxy = async (leadsTo: number): Promise<ConnectProxy> => {
  const asked: { authority: string; authorization: string | undefined }[] = [];
  const open = new Set<Socket>();
  let status = 200;
  const server = createServer().on('connect', (request: IncomingMessage, client: Socket) => {
    asked.push({ authority: request.url ?? '', authorization: request.headers['proxy-authorization'] });
    open.add(client.on('error', () => undefined).on('close', () => open.delete(client)));
    if (status !== 200) {
      client.end(`HTTP/1.1 ${String(status)} No\r\n\r\n`);
      return;
    }
    const far = connect(leadsTo, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      far.pipe(client).pipe(far);
    });
    far.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    asked,
    answerWith: (next) => {
      status = next;
    },
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => {
          resolve();
        });
      }),
  };
};
