import { expect } from 'chai';
import { forwardTo } from '../../../../../src/adapters/inbound/cli/listen/forward';
import { type ReceivedMessage } from '../../../../../src/adapters/inbound/cli/listen/received-message';
import { type Receiver, startReceiver } from '../../../../../src/adapters/inbound/cli/listen/receiver';

describe('A message that is passed on', () => {
  let behind: Receiver;
  let front: Receiver;
  let came: ReceivedMessage[];
  let complaints: string[];

  beforeEach(async () => {
    came = [];
    complaints = [];
    behind = await startReceiver({ secrets: () => [], onMessage: (message) => came.push(message) });
    front = await startReceiver({
      secrets: () => [],
      onMessage: () => undefined,
      answer: forwardTo(`${behind.url}/hook?a=1`, (text) => complaints.push(text)),
    });
  });
  afterEach(async () => {
    await front.stop();
    await behind.stop();
  });

  const send = (): Promise<Response> =>
    fetch(front.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'webhook-id': 'w-1', 'X-Secret': 's' },
      body: '{"a":"é"}',
    });

  it('comes with its body and headers as they were', async () => {
    await send();
    const [message] = came;
    expect(message?.path).to.equal('/hook?a=1');
    expect(message?.body).to.equal('{"a":"é"}');
    expect(message?.headers).to.include({ 'webhook-id': 'w-1', 'x-secret': 's', 'content-type': 'application/json' });
  });

  it('is answered as the far side answers', async () => {
    behind.answerWith(() => ({ status: 429, body: 'later', retryAfter: '7' }));
    const answer = await send();
    expect([answer.status, await answer.text(), answer.headers.get('retry-after')]).to.deep.equal([429, 'later', '7']);
  });

  it('is answered with 502, and said, where nobody answers', async () => {
    await behind.stop();
    expect((await send()).status).to.equal(502);
    expect(complaints).to.have.lengthOf(1);
  });
});
