import { expect } from 'chai';
import { type AddressInfo, createServer } from 'node:net';
import { type DeliveryVerdict } from '../../../../../src/application/ports/delivery-transport';
import { type ScriptedAnswer } from '../../../../../src/adapters/inbound/cli/listen/receiver';
import { httpHarness, type HttpHarness } from '../../../../support/http-transport-harness';

describe('An answer over HTTP', () => {
  let harness: HttpHarness;
  beforeEach(async () => {
    harness = await httpHarness();
  });
  afterEach(() => harness.dispose());

  const verdictOn = (
    answer: ScriptedAnswer,
    given: Parameters<HttpHarness['send']>[0] = {},
  ): Promise<DeliveryVerdict> => {
    harness.receiver.answerWith(() => answer);
    return harness.send(given);
  };

  it('comes back with status, text and duration', async () => {
    const verdict = await verdictOn({ status: 202, body: 'thanks, é' });
    expect(verdict.answer).to.include({ status: 202, text: 'thanks, é' });
    expect(verdict.answer?.durationMs).to.be.within(0, 5_000);
  });

  it('of 204 confirms', async () => {
    expect((await verdictOn({ status: 204 })).type).to.equal('DeliveryConfirmed');
  });

  it('is named in the detail of a failure', async () => {
    expect(await verdictOn({ status: 503 })).to.include({
      kind: 'endpoint',
      reason: 'status',
      detail: 'answered 503 Service Unavailable',
    });
    expect(await verdictOn({ status: 400, body: 'no such field' })).to.include({ kind: 'message', reason: 'status' });
  });

  it('of 410 says that the endpoint is gone', async () => {
    expect(await verdictOn({ status: 410 })).to.include({ kind: 'endpoint', reason: 'gone', gone: true });
  });

  it('of 413 says that the message is too large', async () => {
    expect(await verdictOn({ status: 413 })).to.include({ kind: 'message', reason: 'too-large', tooLarge: true });
  });

  it('of 429 carries the wait it asks for, in seconds or until a date', async () => {
    expect((await verdictOn({ status: 429, retryAfter: '7' })).answer?.retryAfterMs).to.equal(7_000);
    const date = new Date(Date.now() + 60_000).toUTCString();
    expect((await verdictOn({ status: 503, retryAfter: date })).answer?.retryAfterMs).to.be.within(50_000, 60_000);
  });

  it('that redirects fails, and the target is never visited', async () => {
    const target = await httpHarness();
    for (const status of [301, 302, 303, 307, 308]) {
      const verdict = await verdictOn({ status, headers: { location: `${target.receiver.url}/elsewhere` } });
      expect(verdict).to.include({ kind: 'endpoint', reason: 'redirect' });
    }
    expect(target.receiver.connections()).to.equal(0);
    await target.dispose();
  });

  it('of exactly the status a hook asks for confirms, any other 2xx does not', async () => {
    expect((await verdictOn({ status: 200 }, { successStatus: 200 })).type).to.equal('DeliveryConfirmed');
    expect(await verdictOn({ status: 202 }, { successStatus: 200 })).to.include({ kind: 'message', reason: 'status' });
  });

  describe('to a hook with a success pattern', () => {
    const successPattern = '"status"\\s*:\\s*"ok"';

    it('confirms when status and body fit', async () => {
      const verdict = await verdictOn({ status: 200, body: '{"status": "ok"}' }, { successPattern });
      expect(verdict.type).to.equal('DeliveryConfirmed');
    });

    it('is a message failure when the body does not fit', async () => {
      const verdict = await verdictOn({ status: 200, body: '{"status": "error"}' }, { successPattern });
      expect(verdict).to.include({ kind: 'message', reason: 'pattern' });
    });

    it('fails by its status when that is bad, whatever the body says', async () => {
      const verdict = await verdictOn({ status: 500, body: '{"status":"ok"}' }, { successPattern });
      expect(verdict).to.include({ kind: 'endpoint', reason: 'status' });
    });

    it('does not hang the engine when the pattern explodes on it', async () => {
      const before = performance.now();
      const verdict = await verdictOn({ status: 200, body: `${'a'.repeat(4_000)}!` }, { successPattern: '^(a+)+$' });
      expect(verdict).to.include({ kind: 'message', reason: 'pattern' });
      expect(verdict).to.have.property('detail').that.includes('simplify');
      expect(performance.now() - before).to.be.below(10_000);
    });
  });

  it('is kept to 4 KiB, and the connection serves on', async () => {
    const verdict = await verdictOn({ status: 500, body: 'x'.repeat(60_000) });
    expect(verdict.answer?.text).to.equal('x'.repeat(4_096));
    expect((await verdictOn({ status: 200 })).type).to.equal('DeliveryConfirmed');
  });

  it('is judged by its status when it is longer than is worth reading', async () => {
    expect((await verdictOn({ status: 200, body: 'x'.repeat(5_000_000) })).type).to.equal('DeliveryConfirmed');
    expect(await verdictOn({ status: 500, body: 'x'.repeat(5_000_000) })).to.include({
      kind: 'endpoint',
      reason: 'status',
    });
    expect((await verdictOn({ status: 200 })).type).to.equal('DeliveryConfirmed');
  });

  it('without an end is cut off', async () => {
    const endless = createServer((socket) => {
      socket
        .on('error', () => undefined)
        .once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
          const more = (): void => {
            if (socket.writable) socket.write(`4000\r\n${'x'.repeat(16_384)}\r\n`, more);
          };
          more();
        });
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const verdict = await harness.send({ url: `http://127.0.0.1:${String((endless.address() as AddressInfo).port)}/` });
    await new Promise((resolve) => endless.close(resolve));
    expect(verdict.answer?.text).to.have.length(4_096);
  });

  it('cannot smuggle control characters or secrets into the log', async () => {
    harness.receiver.answerWith(({ headers }) => ({
      status: 500,
      body: `\u001b[2Jyou sent ${String(headers['x-token'])}\n`,
    }));
    const verdict = await harness.send({ headers: [{ name: 'X-Token', value: 'top-secret-token' }] });
    expect(verdict.answer?.text).to.equal('\uFFFD[2Jyou sent ***\n');
  });

  const rawAnswer = async (text: string): Promise<DeliveryVerdict> => {
    const server = createServer((socket) => {
      socket.on('error', () => undefined).once('data', () => socket.end(text));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const verdict = await harness.send({ url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/` });
    await new Promise((resolve) => server.close(resolve));
    return verdict;
  };

  it('that is no HTTP is a message failure', async () => {
    expect(await rawAnswer('SSH-2.0-OpenSSH_9.2\r\n')).to.include({ kind: 'message', reason: 'odd-answer' });
  });

  it('that never comes because the connection breaks is an endpoint failure', async () => {
    expect(await rawAnswer('')).to.include({ kind: 'endpoint', reason: 'connection-lost' });
    expect(await rawAnswer('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\npart')).to.include({ kind: 'endpoint' });
  });

  it('in two parts, the first only informational, counts by its last', async () => {
    const early = 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n';
    expect((await rawAnswer(early)).answer?.status).to.equal(204);
  });
});
