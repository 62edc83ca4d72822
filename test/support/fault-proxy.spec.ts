import { connect, createServer, type Server, type Socket } from 'node:net';
import { expect } from 'chai';
import { type FaultProxy, openFaultProxy } from './fault-proxy';
import { waitUntil } from './wait-until';

interface Line {
  readonly heard: () => string;
  readonly say: (text: string) => void;
  readonly isClosed: () => boolean;
  readonly errors: ReadonlyArray<string>;
}

describe('The proxy that faults are made with', () => {
  let server: Server;
  let proxy: FaultProxy;
  let atServer: string;
  let sockets: Set<Socket>;

  const dial = (): Line => {
    const socket = connect(proxy.port, '127.0.0.1');
    const errors: string[] = [];
    let heard = '';
    sockets.add(socket);
    socket.on('data', (chunk) => (heard += chunk.toString('utf8')));
    socket.on('error', (cause: NodeJS.ErrnoException) => errors.push(cause.code ?? ''));
    return {
      heard: () => heard,
      say: (text) => socket.write(text),
      isClosed: () => socket.destroyed,
      errors,
    };
  };
  const answered = async (): Promise<Line> => {
    const line = dial();
    line.say('a');
    await waitUntil(() => line.heard() === 'A');
    return line;
  };

  beforeEach(async () => {
    atServer = '';
    sockets = new Set();
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        atServer += chunk.toString('utf8');
        socket.write(chunk.toString('utf8').toUpperCase());
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    proxy = await openFaultProxy(typeof address === 'object' && address !== null ? address.port : 0);
  });
  afterEach(async () => {
    await proxy.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });

  it('passes on both ways what comes', async () => {
    const line = await answered();
    line.say('bc');
    await waitUntil(() => line.heard() === 'ABC');
    expect(proxy.connections()).to.equal(1);
  });

  it('breaks connections and refuses new ones while it is cut, and serves again on the same port', async () => {
    const line = await answered();
    await proxy.cut();
    await waitUntil(line.isClosed);
    const refused = dial();
    await waitUntil(() => refused.errors.length > 0);
    expect(refused.errors).to.deep.equal(['ECONNREFUSED']);
    await proxy.heal();
    await answered();
  });

  it('refuses new connections only, when asked for that', async () => {
    const line = await answered();
    await proxy.refuse();
    const refused = dial();
    await waitUntil(() => refused.errors.length > 0);
    line.say('b');
    await waitUntil(() => line.heard() === 'AB');
  });

  it('swallows both ways without closing, on new connections too, and resets those at the end', async () => {
    const line = await answered();
    const idle = await answered();
    proxy.swallow();
    line.say('b');
    const late = dial();
    late.say('c');
    await waitUntil(() => proxy.connections() === 3);
    expect([line.isClosed(), late.isClosed(), idle.isClosed()]).to.deep.equal([false, false, false]);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(atServer).to.equal('aa');
    await proxy.heal();
    await waitUntil(() => line.isClosed() && late.isClosed());
    expect([line.heard(), late.heard(), idle.isClosed()]).to.deep.equal(['A', '', false]);
    await answered();
  });

  it('swallows one direction only, when asked for that', async () => {
    const line = await answered();
    proxy.swallow('to client');
    line.say('b');
    await waitUntil(() => atServer === 'ab');
    expect(line.heard()).to.equal('A');
  });

  it('delays without changing the order, also when the delay ends', async () => {
    const line = await answered();
    proxy.delay(60, 'to server');
    const began = performance.now();
    line.say('b');
    await new Promise((resolve) => setTimeout(resolve, 20));
    await proxy.heal();
    line.say('c');
    await waitUntil(() => line.heard() === 'ABC');
    expect(performance.now() - began).to.be.at.least(58);
  });

  it('resets connections and welcomes new ones', async () => {
    const line = await answered();
    proxy.reset();
    await waitUntil(line.isClosed);
    expect(line.errors).to.deep.equal(['ECONNRESET']);
    await answered();
  });
});
