import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo } from 'node:net';
import { answering } from './harness/answering';
import { monotonic } from './harness/monotonic';
import { NOTHING_RECEIVED, type Received } from './harness/receiver';

/** A receiver that does as little as possible: it reads the body, counts and answers 204. */
interface Path {
  received: { -readonly [field in keyof Received]: Received[field] };
  ages: number[];
  hanging: boolean;
  readonly held: ServerResponse[];
}

const EVENT_MARK = '"event_type":';
const SENT_AT_MARK = '"sentAt":"';
const SENT_AT_DIGITS = 14;

const paths = new Map<string, Path>();
const pathNamed = (name: string): Path => {
  const known = paths.get(name);
  if (known !== undefined) return known;
  const path: Path = { received: { ...NOTHING_RECEIVED }, ages: [], hanging: false, held: [] };
  paths.set(name, path);
  return path;
};

const answer = (response: ServerResponse): void => {
  response.statusCode = 204;
  response.end();
};

const countEvents = (body: Buffer): number => {
  let count = 0;
  for (let at = body.indexOf(EVENT_MARK); at >= 0; at = body.indexOf(EVENT_MARK, at + EVENT_MARK.length)) count++;
  return count;
};

const note = (path: Path, events: number): void => {
  path.received.requests++;
  path.received.events += events;
  path.received.lastAt = monotonic();
};

const noteAge = (path: Path, body: Buffer): void => {
  const from = body.indexOf(SENT_AT_MARK) + SENT_AT_MARK.length;
  path.ages.push(monotonic() - Number(body.toString('latin1', from, from + SENT_AT_DIGITS)));
};

const readWhole = (request: IncomingMessage, then: (body: Buffer) => void): void => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    then(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks));
  });
};

const counted = (request: IncomingMessage, response: ServerResponse, path: Path): void => {
  request.resume();
  request.on('end', () => {
    note(path, 1);
    answer(response);
  });
};

const looked = (request: IncomingMessage, response: ServerResponse, path: Path): void => {
  const isLatency = request.url?.startsWith('/latency/') === true;
  readWhole(request, (body) => {
    if (path.hanging) return void path.held.push(response);
    note(path, isLatency ? 1 : countEvents(body));
    if (isLatency) noteAge(path, body);
    answer(response);
  });
};

const server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => {
  const name = request.url ?? '/';
  response.sendDate = false;
  if (name.startsWith('/count')) counted(request, response, pathNamed('/count'));
  else looked(request, response, pathNamed(name));
});

answering(
  {
    listen: () =>
      new Promise((resolve) => {
        server.listen(0, '127.0.0.1', 4096, () => resolve((server.address() as AddressInfo).port));
      }),
    received: (name: string) => pathNamed(name).received,
    takeAges: (name: string) => pathNamed(name).ages.splice(0),
    hang: ({ path: name, hanging }: { readonly path: string; readonly hanging: boolean }) => {
      const path = pathNamed(name);
      path.hanging = hanging;
      for (const response of path.held.splice(0)) response.destroy();
    },
  },
  () => {
    server.closeAllConnections();
    return Promise.resolve();
  },
);
