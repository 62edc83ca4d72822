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

/** Of one server without TLS; rejects for any other connection string, whose requests cannot be seen. */
export const startMessageCounter = async (connectionString: string): Promise<MessageCounter> => {
  const { before = '', host = '', port, after = '' } = ADDRESS.exec(connectionString)?.groups ?? {};
  if (port === undefined || !after.includes('tls=false'))
    throw new Error('idle counts the requests to one EventStoreDB without TLS: esdb://host:port?tls=false');
  let messages = 0;
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(Number(port), host);
    const counted = frameCounter(() => messages++);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.once('close', () => {
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', counted);
    client.pipe(upstream).pipe(client);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const own = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    connectionString: `${before}127.0.0.1:${String(own)}${after}`,
    sent: () => messages,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
};
