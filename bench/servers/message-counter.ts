import { connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a process and EventStoreDB and counts what the process sends: one for each gRPC message. */
export interface MessageCounter {
  readonly connectionString: string;
  readonly sent: () => number;
  readonly stop: () => Promise<void>;
}

const PREFACE_BYTES = 24;
const FRAME_HEADER_BYTES = 9;
const DATA_FRAME = 0;

/** Counts the DATA frames that are not empty (RFC 9113, 4.1): a short message is one frame. */
const frameCounter = (count: () => void): ((chunk: Buffer) => void) => {
  let skip = PREFACE_BYTES;
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    while (rest.length >= skip + FRAME_HEADER_BYTES) {
      const length = rest.readUIntBE(skip, 3);
      if (rest[skip + 3] === DATA_FRAME && length > 0) count();
      rest = rest.subarray(skip + FRAME_HEADER_BYTES);
      skip = length;
    }
  };
};

const ADDRESS = /^(?<before>esdb:\/\/(?:[^@/]*@)?)(?<host>[^:/?,]+):(?<port>\d+)(?<after>.*)$/;

interface Upstream {
  readonly host: string;
  readonly port: number;
  readonly reachedAt: (port: number) => string;
}

const upstreamOf = (connectionString: string): Upstream => {
  const { before = '', host = '', port, after = '' } = ADDRESS.exec(connectionString)?.groups ?? {};
  if (port === undefined || !after.includes('tls=false'))
    throw new Error('idle counts the requests to one EventStoreDB without TLS: esdb://host:port?tls=false');
  return { host, port: Number(port), reachedAt: (own) => `${before}127.0.0.1:${String(own)}${after}` };
};

const carry = (client: Socket, upstream: Socket, sockets: Set<Socket>): void => {
  for (const socket of [client, upstream]) {
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('error', () => undefined);
    socket.once('close', () => {
      sockets.delete(socket);
      client.destroy();
      upstream.destroy();
    });
  }
  client.pipe(upstream).pipe(client);
};

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });

/** Of one server without TLS; rejects for any other connection string, whose requests cannot be seen. */
export const startMessageCounter = async (connectionString: string): Promise<MessageCounter> => {
  const { host, port, reachedAt } = upstreamOf(connectionString);
  const sockets = new Set<Socket>();
  let messages = 0;
  const server = createServer((client) => {
    client.on(
      'data',
      frameCounter(() => messages++),
    );
    carry(client, connect(port, host), sockets);
  });
  return {
    connectionString: reachedAt(await listening(server)),
    sent: () => messages,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
