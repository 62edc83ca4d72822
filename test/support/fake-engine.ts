import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface AskedOfEngine {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
export interface EngineAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes as JSON, text as it is; absent: the connection is broken instead. */
  readonly body?: unknown;
}

/** Speaks HTTP as the REST door does and answers by script. */
export interface FakeEngine {
  readonly url: string;
  readonly asked: ReadonlyArray<AskedOfEngine>;
  readonly stop: () => Promise<void>;
}

const answer = (response: ServerResponse, { status = 200, headers = {}, body }: EngineAnswer): void => {
  if (body === undefined) {
    response.socket?.destroy();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
};

/** Answers in turn, the last one again and again. */
export const fakeEngine = async (...answers: ReadonlyArray<EngineAnswer>): Promise<FakeEngine> => {
  const asked: AskedOfEngine[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      asked.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      answer(response, answers[asked.length - 1] ?? answers.at(-1) ?? { body: {} });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
