import { createServer, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo } from 'node:net';

/** What an endpoint says to OPTIONS; null: it does not know the question. */
export type Grant = Readonly<Record<string, string>> | null;

export interface AskingEndpoint {
  readonly url: string;
  /** Questions before deliveries. */
  readonly asked: ReadonlyArray<IncomingHttpHeaders>;
  /** When each delivery came, and its event. */
  readonly delivered: ReadonlyArray<{ readonly at: number; readonly event: string }>;
  readonly grant: (grant: Grant) => void;
  readonly stop: () => Promise<void>;
}

/** An endpoint of the web hook specification of CloudEvents: it is asked with OPTIONS whether it wants deliveries. */
export const askingEndpoint = async (): Promise<AskingEndpoint> => {
  const asked: IncomingHttpHeaders[] = [];
  const delivered: { at: number; event: string }[] = [];
  let granted: Grant = null;
  const server = createServer(({ method, headers }, response) => {
    if (method === 'OPTIONS') {
      asked.push(headers);
      response.writeHead(granted === null ? 405 : 200, granted ?? {}).end();
      return;
    }
    delivered.push({ at: performance.now(), event: String(headers['ce-id']) });
    response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook`,
    asked,
    delivered,
    grant: (grant) => {
      granted = grant;
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
