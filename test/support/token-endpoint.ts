import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo } from 'node:net';

export interface TokenRequested {
  readonly headers: IncomingHttpHeaders;
  readonly form: URLSearchParams;
}
export interface TokenEndpoint {
  readonly url: string;
  readonly asked: ReadonlyArray<TokenRequested>;
  /** Default: a new token at each request, for an hour. */
  readonly answerWith: (answer: () => { readonly status: number; readonly body: unknown }) => void;
  readonly stop: () => Promise<void>;
}

/** A token endpoint (RFC 6749) on the loopback and a free port: gives `token-1`, `token-2`, ... */
export const startTokenEndpoint = async (): Promise<TokenEndpoint> => {
  const asked: TokenRequested[] = [];
  let given = 0;
  let answer = (): { readonly status: number; readonly body: unknown } => ({
    status: 200,
    body: { access_token: `token-${String((given += 1))}`, token_type: 'Bearer', expires_in: 3600 },
  });
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      asked.push({ headers: request.headers, form: new URLSearchParams(Buffer.concat(chunks).toString()) });
      const { status, body } = answer();
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/token`,
    asked,
    answerWith: (next) => {
      answer = next;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
};
