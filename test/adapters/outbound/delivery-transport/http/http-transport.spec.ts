import { expect } from 'chai';
import { type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { httpTransport } from '../../../../../src/adapters/outbound/delivery-transport/http/http-transport';
import { anHttpDestination, anOutgoingMessage } from '../../../../support/delivery-builders';
import { httpHarness, type HttpHarness, LOOPBACK_OPTIONS } from '../../../../support/http-transport-harness';
import {
  type ArrivedMessage,
  type DeliveryTransportHarness,
  type FarSide,
  itBehavesLikeADeliveryTransport,
} from '../../../../contracts/delivery-transport.contract';

const STATUS: Readonly<Record<Exclude<FarSide, 'hold'>, number>> = {
  take: 200,
  'refuse-message': 422,
  'be-broken': 500,
};

const pairs = (raw: ReadonlyArray<string>): ReadonlyArray<readonly [string, string]> =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));

const contractHarness = async (): Promise<DeliveryTransportHarness> => {
  const arrived: ArrivedMessage[] = [];
  const held: ServerResponse[] = [];
  let behaviour: FarSide = 'take';
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      arrived.push({
        id: String(request.headers['webhook-id']),
        body: Buffer.concat(chunks).toString(),
        contentType: String(request.headers['content-type']),
        eventIds: String(request.headers['hookline-event-ids']).split(','),
        headers: pairs(request.rawHeaders),
      });
      if (behaviour === 'hold') held.push(response);
      else response.writeHead(STATUS[behaviour]).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const transport = httpTransport(LOOPBACK_OPTIONS);
  return {
    transport,
    reachable: anHttpDestination({ url: `http://127.0.0.1:${String(port)}/` }),
    unreachable: anHttpDestination({ url: 'http://127.0.0.1:1/' }),
    farSide: (next) => {
      behaviour = next;
    },
    release: () => {
      for (const response of held) response.writeHead(200).end();
    },
    arrived: () => arrived,
    dispose: async () => {
      await transport.close(0);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

describe('The HTTP transport', () => {
  itBehavesLikeADeliveryTransport(contractHarness);

  describe('with a receiver', () => {
    let harness: HttpHarness;
    afterEach(() => harness.dispose());

    it('posts to path and query as they are written', async () => {
      harness = await httpHarness();
      await harness.send({ url: `${harness.receiver.url}/a%20b/c?x=1&y=%2F` });
      expect(harness.received.map(({ path }) => path)).to.deep.equal(['/a%20b/c?x=1&y=%2F']);
    });

    it('keeps its connections for the next deliveries', async () => {
      harness = await httpHarness();
      for (let index = 0; index < 20; index++) await harness.send();
      expect(harness.received).to.have.length(20);
      // The client may open a second one while the first has just ended its answer.
      expect(harness.receiver.connections()).to.be.at.most(2);
    });

    it('opens no more connections to an origin than it may, and serves all the same', async () => {
      harness = await httpHarness({ maxConnectionsPerOrigin: 2 }, () => ({ status: 200, delayMs: 5 }));
      const verdicts = await Promise.all(Array.from({ length: 12 }, () => harness.send()));
      expect(verdicts.every(({ type }) => type === 'DeliveryConfirmed')).to.equal(true);
      expect(harness.receiver.connections()).to.equal(2);
    });

    it('delivers again when the receiver was gone and is back', async () => {
      harness = await httpHarness();
      await harness.send();
      await harness.receiver.stop();
      const meanwhile = await harness.send();
      expect(meanwhile).to.include({ type: 'DeliveryFailure', kind: 'endpoint' });
      await harness.receiver.start();
      expect((await harness.send()).type).to.equal('DeliveryConfirmed');
    });

    it('serves many origins one after another with room for few', async () => {
      harness = await httpHarness({ maxOrigins: 1 });
      const other = await httpHarness();
      const urls = [harness.receiver.url, other.receiver.url, harness.receiver.url, other.receiver.url];
      const verdicts = [];
      for (const url of urls)
        verdicts.push(await harness.transport.deliver(anHttpDestination({ url }), anOutgoingMessage()));
      await other.dispose();
      expect(verdicts.map(({ type }) => type)).to.deep.equal(urls.map(() => 'DeliveryConfirmed'));
    });
  });

  const refused = async (url: string, allowHttp = true): Promise<unknown> => {
    const transport = httpTransport({ ...LOOPBACK_OPTIONS, allowHttp });
    const verdict = await transport.deliver(anHttpDestination({ url }), anOutgoingMessage());
    await transport.close(0);
    return verdict;
  };

  it('refuses plain http where only https is allowed, and says what to do', async () => {
    expect(await refused('http://receiver.example/', false))
      .to.include({ kind: 'endpoint', reason: 'https-required' })
      .and.have.property('detail')
      .that.includes('HOOKLINE_ALLOW_HTTP=true');
  });

  it('refuses what is no http address, and credentials in the URL without repeating them', async () => {
    expect(await refused('ftp://receiver.example/')).to.include({ kind: 'endpoint', reason: 'destination' });
    expect(await refused('nonsense')).to.include({ kind: 'endpoint', reason: 'destination' });
    const withCredentials = await refused('https://user:pa55word@receiver.example/');
    expect(withCredentials).to.include({ kind: 'endpoint', reason: 'destination' });
    expect(JSON.stringify(withCredentials)).not.to.include('pa55word');
  });

  it('refuses a destination that is not HTTP', async () => {
    const transport = httpTransport(LOOPBACK_OPTIONS);
    const kafka = { ...anHttpDestination(), destination: { kind: 'kafka' as const } };
    expect(await transport.deliver(kafka, anOutgoingMessage())).to.include({ kind: 'endpoint', reason: 'destination' });
  });
});
