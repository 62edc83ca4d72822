import { expect } from 'chai';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type DeliveryVerdict } from '../../../../../src/application/ports/delivery-transport';
import { httpHarness, type HttpHarness } from '../../../../support/http-transport-harness';

const LIMIT = { connectTimeoutMs: 300, answerTimeoutMs: 150 };
const ROOMY = { connectTimeoutMs: 20_000, answerTimeoutMs: 20_000 };

describe('A receiver that keeps the engine waiting', () => {
  let harness: HttpHarness;
  let server: Server;
  const sockets = new Set<Socket>();

  const listen = async (serve: (socket: Socket) => void): Promise<string> => {
    server = createServer((socket) => {
      sockets.add(socket.on('error', () => undefined));
      serve(socket);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
  };
  beforeEach(async () => {
    harness = await httpHarness();
  });
  afterEach(async () => {
    await harness.dispose();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await new Promise((resolve) => server.close(resolve));
  });

  const timed = async (
    url: string,
    limit = LIMIT,
  ): Promise<{ readonly verdict: DeliveryVerdict; readonly ms: number }> => {
    const before = performance.now();
    const verdict = await harness.send({ url, ...limit });
    return { verdict, ms: performance.now() - before };
  };

  it('by not answering is an endpoint failure after the answer timeout', async () => {
    const { verdict, ms } = await timed(await listen(() => undefined));
    expect(verdict).to.include({ kind: 'endpoint', reason: 'timeout' }).and.property('detail').includes('150 ms');
    expect(ms).to.be.within(140, 10_000);
  });

  it('by trickling its headers is given up all the same', async () => {
    const url = await listen((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const timer = setInterval(() => socket.write('x-a: b\r\n'), 20);
      socket.once('close', () => {
        clearInterval(timer);
      });
    });
    const { verdict, ms } = await timed(url);
    expect(verdict).to.include({ kind: 'endpoint', reason: 'timeout' });
    expect(ms).to.be.below(10_000);
  });

  it('by trickling its body is given up all the same', async () => {
    const url = await listen((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
        const timer = setInterval(() => socket.write('x'), 20);
        socket.once('close', () => {
          clearInterval(timer);
        });
      });
    });
    const { verdict, ms } = await timed(url);
    expect(verdict).to.include({ kind: 'endpoint', reason: 'timeout' });
    expect(ms).to.be.below(10_000);
  });

  it('does not keep a later delivery from being answered', async () => {
    let requests = 0;
    const url = await listen((socket) => {
      requests += 1;
      if (requests > 1) socket.once('data', () => socket.end('HTTP/1.1 204 No Content\r\n\r\n'));
    });
    await timed(url);
    expect((await timed(url, ROOMY)).verdict.type).to.equal('DeliveryConfirmed');
  });

  it('by not finishing the connection is an endpoint failure after the connect timeout', async () => {
    // TCP is accepted, the TLS handshake never answered.
    const url = await listen(() => undefined);
    const { verdict, ms } = await timed(url.replace('http:', 'https:'));
    expect(verdict).to.include({ kind: 'endpoint', reason: 'timeout' }).and.property('detail').includes('connect');
    expect(ms).to.be.within(250, 10_000);
  });

  it('by a name server that does not answer is an endpoint failure after the connect timeout', async () => {
    await harness.dispose();
    harness = await httpHarness({ resolve: () => new Promise(() => undefined) });
    await listen(() => undefined);
    const { verdict } = await timed('http://slow.example/');
    expect(verdict).to.include({ kind: 'endpoint', reason: 'timeout' });
  });
});
