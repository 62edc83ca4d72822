import { createServer, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo } from 'node:net';
import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { httpHandshake } from '../../../../../src/adapters/outbound/delivery-transport/http/http-handshake';
import { type HandshakeQuestion } from '../../../../../src/application/ports/webhook-handshake';

describe('A handshake over HTTP', () => {
  let server: Server;
  let url: string;
  let asked: IncomingMessage[];
  let answer: { readonly status: number; readonly headers: Readonly<Record<string, string>> } | 'none';
  beforeEach(async () => {
    asked = [];
    answer = { status: 200, headers: { 'WebHook-Allowed-Origin': '*', 'WebHook-Allowed-Rate': '120' } };
    server = createServer((request, response) => {
      asked.push(request);
      if (answer !== 'none') response.writeHead(answer.status, answer.headers).end('ok');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/hook?a=1`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const ask = (parts: Partial<HandshakeQuestion> = {}, allowList = ['127.0.0.1']) =>
    httpHandshake({ version: '1', allowHttp: true, allowList }).ask({
      url,
      headers: [{ name: 'X-Secret', value: 's3cret' }],
      origin: 'hooks.example.com',
      connectTimeoutMs: 2000,
      answerTimeoutMs: 2000,
      ...parts,
    })();

  it('asks with OPTIONS, origin, rate and custom headers, without a body, and reads what is granted', async () => {
    expect(await ask({ ratePerMinute: 300 })).to.deep.equal(E.right({ ratePerMinute: 120 }));
    const [request] = asked;
    expect([request?.method, request?.url]).to.deep.equal(['OPTIONS', '/hook?a=1']);
    expect(request?.headers).to.include({
      'webhook-request-origin': 'hooks.example.com',
      'webhook-request-rate': '300',
      'x-secret': 's3cret',
      'user-agent': 'Hookline/1',
    });
  });

  it('names no rate when the hook has no limit', async () => {
    await ask();
    expect(asked[0]?.headers).not.to.have.property('webhook-request-rate');
  });

  it('is refused by an endpoint that does not say yes, redirects included', async () => {
    answer = { status: 302, headers: { location: url, 'WebHook-Allowed-Origin': '*' } };
    const told = await ask();
    expect(E.isLeft(told) ? told.left.detail : told).to.equal(
      `The endpoint ${url} was asked with OPTIONS whether it wants deliveries: it answered 302`,
    );
    expect(asked).to.have.lengthOf(1);
  });

  it('is refused where no answer comes in time, or the address is not allowed', async () => {
    answer = 'none';
    const late = await ask({ answerTimeoutMs: 100 });
    expect(E.isLeft(late) ? late.left.detail : late).to.include('no complete answer within 100 ms');
    const guarded = await ask({}, []);
    expect(E.isLeft(guarded) ? guarded.left.detail : guarded).to.include('is not a public address');
  });
});
