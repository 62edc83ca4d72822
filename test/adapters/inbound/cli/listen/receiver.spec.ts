import { expect } from 'chai';
import { request } from 'undici';
import { Webhook } from 'standardwebhooks';
import { type ReceivedMessage } from '../../../../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../../../../src/adapters/inbound/cli/listen/receiver';
import { aSecret } from '../../../../support/delivery-builders';
import { waitUntil } from '../../../../support/wait-until';

const SECRET = aSecret('a');

describe('A receiver', () => {
  let receiver: Receiver;
  let received: ReceivedMessage[];
  beforeEach(async () => {
    received = [];
    receiver = await startReceiver({ secrets: () => [SECRET], onMessage: (message) => received.push(message) });
  });
  afterEach(() => receiver.stop());

  const post = async (body: string, headers: Record<string, string> = {}): Promise<number> => {
    const { statusCode, body: answer } = await request(`${receiver.url}/hook?a=1`, {
      method: 'POST',
      body,
      headers,
      reset: true,
    });
    await answer.dump();
    return statusCode;
  };
  const signedHeaders = (body: string): Record<string, string> => {
    const at = new Date();
    return {
      'webhook-id': 'm-1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(SECRET).sign('m-1', at, body),
    };
  };

  it('tells what arrived, verified, and answers 204', async () => {
    const body = '[{"event_type":"click"},{"event_type":"open"}]';
    expect(await post(body, { ...signedHeaders(body), 'hookline-event-ids': 'e1,e2' })).to.equal(204);
    const [message] = received;
    expect(message)
      .to.include({ webhookId: 'm-1', verified: true, path: '/hook?a=1', body })
      .and.not.have.property('problem');
    expect(message?.eventIds).to.deep.equal(['e1', 'e2']);
    expect(message?.events).to.have.length(2);
    expect(message?.json).to.deep.equal(JSON.parse(body));
    expect(message?.receivedAt).to.be.closeTo(Date.now(), 5_000);
  });

  it('tells what it could not verify, with the reason', async () => {
    await post('{}');
    expect(received[0]).to.include({ verified: false, problem: 'not-signed', webhookId: '' });
  });

  it('counts the events of every vendor’s body', async () => {
    for (const body of [
      '[]',
      '[{},{}]',
      '{"id":"p","data":{"a":1}}',
      '{"id":"p","data":[{"a":1},{"a":2},{"a":3}]}',
      'no json',
    ])
      await post(body);
    expect(received.map(({ events }) => events.length)).to.deep.equal([0, 2, 1, 3, 0]);
  });

  it('reads the single event id of a delivery one by one', async () => {
    await post('{}', { 'hookline-event-id': 'e1' });
    expect(received[0]?.eventIds).to.deep.equal(['e1']);
  });

  it('answers as it is told', async () => {
    receiver.answerWith(({ json }) => ({
      status: json === null ? 429 : 200,
      retryAfter: '3',
      body: 'wait',
      delayMs: 1,
    }));
    const answer = await request(receiver.url, { method: 'POST', body: 'null', reset: true });
    expect([answer.statusCode, answer.headers['retry-after'], await answer.body.text()]).to.deep.equal([
      429,
      '3',
      'wait',
    ]);
    expect(await post('{}')).to.equal(200);
  });

  it('breaks its connections when it stops, is not reachable then, and is back on the same port', async () => {
    receiver.answerWith(() => ({ status: 200, delayMs: 60_000 }));
    const broken = post('{}').then(
      () => 'answered',
      () => 'broken',
    );
    await waitUntil(() => received.length === 1);
    const before = receiver.port;
    await receiver.stop();
    expect(await broken).to.equal('broken');
    await post('{}').then(
      () => expect.fail('nobody should be there'),
      () => undefined,
    );
    await receiver.start();
    receiver.answerWith(() => ({ status: 204 }));
    expect([await post('{}'), receiver.port]).to.deep.equal([204, before]);
  });

  it('starts and stops twice without harm', async () => {
    await receiver.start();
    await receiver.stop();
    await receiver.stop();
  });

  it('refuses a port that is taken', async () => {
    const failure = await startReceiver({ port: receiver.port, secrets: () => [], onMessage: () => undefined }).then(
      () => undefined,
      (cause: unknown) => cause,
    );
    expect(failure).to.have.property('code', 'EADDRINUSE');
  });

  it('does not take a body without end', async () => {
    const status = await post('x'.repeat(17 * 1024 * 1024)).catch(() => 'broken');
    expect(status).to.be.oneOf([413, 'broken']);
    expect(received).to.deep.equal([]);
  });
});
