import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { receivedMessage, type ReceivedMessage } from './received-message';

/** What the receiver answers with. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly delayMs?: number;
  /** Seconds or an HTTP-date. */
  readonly retryAfter?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface ReceiverOptions {
  /** 0 or absent: any free port; it stays the same over stop and start. */
  readonly port?: number;
  /** `whsec_…`, of every hook that sends here. Asked for at each request, so that more can be learnt. */
  readonly secrets: () => ReadonlyArray<string>;
  readonly onMessage: (message: ReceivedMessage) => void;
  /** Default: 204 at once. */
  readonly answer?: (message: ReceivedMessage) => ScriptedAnswer | Promise<ScriptedAnswer>;
  /** Epoch milliseconds; default: the system's. */
  readonly now?: () => number;
}

export interface Receiver {
  readonly url: string;
  readonly port: number;
  /** Connections accepted since the beginning. */
  readonly connections: () => number;
  readonly answerWith: (answer: (message: ReceivedMessage) => ScriptedAnswer | Promise<ScriptedAnswer>) => void;
  /** Breaks all connections, as an endpoint that goes down does. */
  readonly stop: () => Promise<void>;
  /** Again on the same port. */
  readonly start: () => Promise<void>;
}

const HOST = '127.0.0.1';
const LARGEST_BODY = 16 * 1024 * 1024;
const NO_CONTENT: ScriptedAnswer = { status: 204 };

const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > LARGEST_BODY) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const send = (response: ServerResponse, { status, retryAfter, headers, body }: ScriptedAnswer): void => {
  response.writeHead(status, { ...headers, ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }) });
  response.end(body);
};

const answerLater = (response: ServerResponse, answer: ScriptedAnswer): void => {
  if (answer.delayMs === undefined) {
    send(response, answer);
    return;
  }
  const timer = setTimeout(() => {
    send(response, answer);
  }, answer.delayMs);
  response.on('close', () => {
    clearTimeout(timer);
  });
};

const listening = (server: Server, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });

const stopped = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeAllConnections();
  });

/** A webhook endpoint on this machine: verifies what arrives, tells it to `onMessage`, answers by script. Rejects when the port is taken. */
export const startReceiver = async (options: ReceiverOptions): Promise<Receiver> => {
  const { secrets, onMessage, now = Date.now } = options;
  let answer: NonNullable<ReceiverOptions['answer']> = options.answer ?? (() => NO_CONTENT);

  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await bodyOf(request);
    if (body === undefined) {
      send(response, { status: 413 });
      return;
    }
    const { url: path = '/', headers, rawHeaders } = request;
    const message = receivedMessage(secrets(), { path, headers, rawHeaders, body, receivedAt: now() });
    onMessage(message);
    answerLater(response, await answer(message));
  };
  let connections = 0;
  const open = (): Server =>
    createServer((request, response) => {
      receive(request, response).catch(() => response.destroy());
    }).on('connection', () => {
      connections += 1;
    });

  let server = open();
  const port = await listening(server, options.port ?? 0);
  return {
    url: `http://${HOST}:${String(port)}`,
    port,
    connections: () => connections,
    answerWith: (next) => {
      answer = next;
    },
    stop: () => (server.listening ? stopped(server) : Promise.resolve()),
    start: async () => {
      if (server.listening) return;
      server = open();
      await listening(server, port);
    },
  };
};
