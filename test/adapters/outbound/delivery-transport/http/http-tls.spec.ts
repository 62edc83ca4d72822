import { expect } from 'chai';
import { createServer, type Server } from 'node:https';
import { type AddressInfo, createServer as createPlainServer } from 'node:net';
import { httpTransport } from '../../../../../src/adapters/outbound/delivery-transport/http/http-transport';
import { type DeliveryVerdict } from '../../../../../src/application/ports/delivery-transport';
import { anHttpDestination, anOutgoingMessage } from '../../../../support/delivery-builders';
import { LOOPBACK_OPTIONS } from '../../../../support/http-transport-harness';
import { type SelfSigned, selfSignedCertificate } from '../../../../support/self-signed-certificate';

const NAME = 'receiver.example';

/** Node would verify nothing then, and warns of it; the warning is kept out of the test's output. */
const withoutVerification = async <T>(run: () => Promise<T>): Promise<T> => {
  const { NODE_TLS_REJECT_UNAUTHORIZED: before } = process.env;
  const warn = process.emitWarning.bind(process);
  process.emitWarning = () => undefined;
  process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
  try {
    return await run();
  } finally {
    process.emitWarning = warn;
    if (before === undefined) delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
    else process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = before;
  }
};

describe('A receiver behind TLS', () => {
  let server: Server;
  let certificate: SelfSigned;
  let requests: number;

  const listen = async (names: ReadonlyArray<string>): Promise<void> => {
    certificate = selfSignedCertificate(names);
    requests = 0;
    server = createServer(certificate, (_request, response) => {
      requests += 1;
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  };
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const delivered = async (ca?: ReadonlyArray<string>): Promise<DeliveryVerdict> => {
    const resolve = (): Promise<ReadonlyArray<{ address: string; family: number }>> =>
      Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
    const options = { ...LOOPBACK_OPTIONS, allowHttp: false, resolve };
    const transport = httpTransport(ca === undefined ? options : { ...options, ca });
    const url = `https://${NAME}:${String((server.address() as AddressInfo).port)}/`;
    const verdict = await transport.deliver(anHttpDestination({ url }), anOutgoingMessage());
    await transport.close(0);
    return verdict;
  };

  it('is refused with a certificate nobody vouches for, before anything is sent', async () => {
    await listen([NAME]);
    expect(await delivered()).to.include({ kind: 'endpoint', reason: 'tls' });
    expect(requests).to.equal(0);
  });

  it('is trusted under its own name, though the connection goes to a checked address', async () => {
    await listen([NAME]);
    expect((await delivered([certificate.cert])).type).to.equal('DeliveryConfirmed');
  });

  it('is refused with a certificate for another name', async () => {
    await listen(['another.example']);
    expect(await delivered([certificate.cert])).to.include({ kind: 'endpoint', reason: 'tls' });
    expect(requests).to.equal(0);
  });

  it('is refused even where the environment switches verification off', async () => {
    await listen([NAME]);
    const verdict = await withoutVerification(delivered);
    expect(verdict).to.include({ kind: 'endpoint', reason: 'tls' });
  });

  it('that speaks no TLS is an endpoint failure', async () => {
    await listen([NAME]);
    const plain = createPlainServer((socket) =>
      socket
        .on('error', () => undefined)
        .resume()
        .end('hello'),
    );
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve));
    const transport = httpTransport(LOOPBACK_OPTIONS);
    const url = `https://127.0.0.1:${String((plain.address() as AddressInfo).port)}/`;
    expect(await transport.deliver(anHttpDestination({ url }), anOutgoingMessage())).to.include({ kind: 'endpoint' });
    await transport.close(0);
    await new Promise((resolve) => plain.close(resolve));
  });
});
