import { expect } from 'chai';
import { Webhook } from 'standardwebhooks';
import { type ReceivedMessage } from '../../../../../src/adapters/inbound/cli/listen/received-message';
import { aSecret, anOutgoingMessage } from '../../../../support/delivery-builders';
import { httpHarness, type HttpHarness } from '../../../../support/http-transport-harness';

const OLD = aSecret('o');
const NEW = aSecret('n');

const verifiesWith = (secret: string, { body, headers }: ReceivedMessage): boolean => {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
};

describe('The signature of a delivery over HTTP', () => {
  let harness: HttpHarness;
  beforeEach(async () => {
    harness = await httpHarness();
  });
  afterEach(() => harness.dispose());

  const received = async (signingSecrets: ReadonlyArray<string>, body = '{"a":"é"}'): Promise<ReceivedMessage> => {
    await harness.transport.deliver(harness.to({ signingSecrets }), anOutgoingMessage({ body }));
    const message = harness.received.at(-1);
    if (message === undefined) throw new Error('nothing arrived');
    return message;
  };

  it('verifies with the public library', async () => {
    expect(verifiesWith(NEW, await received([NEW]))).to.equal(true);
  });

  it('verifies with the old and with the new secret while both are valid, the new one first', async () => {
    const message = await received([NEW, OLD]);
    expect([verifiesWith(NEW, message), verifiesWith(OLD, message)]).to.deep.equal([true, true]);
    const [first] = String(message.headers['webhook-signature']).split(' ');
    expect(verifiesWith(NEW, { ...message, headers: { ...message.headers, 'webhook-signature': first } })).to.equal(
      true,
    );
  });

  it('fails with the old secret once the overlap is over', async () => {
    expect(verifiesWith(OLD, await received([NEW]))).to.equal(false);
  });

  it('fails with a wrong secret, another id and another body', async () => {
    const message = await received([NEW]);
    expect(verifiesWith(aSecret('w'), message)).to.equal(false);
    expect(verifiesWith(NEW, { ...message, body: '{"a":"e"}' })).to.equal(false);
    expect(verifiesWith(NEW, { ...message, headers: { ...message.headers, 'webhook-id': 'another' } })).to.equal(false);
  });

  it('carries the whole second of the attempt, made anew for each', async () => {
    let time = Date.UTC(2026, 10, 3, 12, 0, 0, 900);
    await harness.dispose();
    harness = await httpHarness({ now: () => time });
    const first = await received([NEW]);
    time += 15_000;
    const second = await received([NEW]);
    expect([first.timestamp, second.timestamp]).to.deep.equal(['1793707200', '1793707215']);
    expect(first.webhookId).to.equal(second.webhookId);
    expect(first.headers['webhook-signature']).not.to.equal(second.headers['webhook-signature']);
  });

  it('is known to the receiver of the command line too', async () => {
    expect(await received([aSecret('a')])).to.include({ verified: true });
    expect(await received([aSecret('b')])).to.include({ verified: false, problem: 'wrong-signature' });
  });

  it('stays away when there is no secret', async () => {
    expect((await received([])).headers).not.to.have.property('webhook-signature');
  });

  it('accompanies a large body', async () => {
    expect(verifiesWith(NEW, await received([NEW], JSON.stringify(['é'.repeat(400_000)])))).to.equal(true);
  });
});
