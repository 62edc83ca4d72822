import 'reflect-metadata';
import { createPublicKey, verify } from 'node:crypto';
import { expect } from 'chai';
import { type ReceivedMessage } from '../../src/adapters/inbound/cli/listen/received-message';
import { verifySignature } from '../../src/adapters/inbound/cli/listen/verify-signature';
import { type AcceptanceDesk, acceptanceDesk } from '../support/acceptance-desk';
import { onEveryEngine } from '../support/engine-kinds';
import { waitUntil } from '../support/wait-until';

const partsOf = (message: ReceivedMessage, version: string): ReadonlyArray<string> =>
  String(message.headers['webhook-signature'])
    .split(' ')
    .filter((part) => part.startsWith(`${version},`))
    .map((part) => part.slice(version.length + 1));

/** As a receiver in another language would: the key as JWK, the signed text from the headers. */
const isSignedUnder = (publicKey: string, message: ReceivedMessage): boolean => {
  const x = Buffer.from(publicKey.replace('whpk_', ''), 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const text = Buffer.from(`${message.webhookId}.${message.timestamp}.${message.body}`);
  return partsOf(message, 'v1a').some((part) => verify(null, text, key, Buffer.from(part, 'base64')));
};

onEveryEngine('A signature that receivers check with a public key (behaviour 14)', (kind) => {
  let desk: AcceptanceDesk;
  beforeEach(async () => {
    desk = await acceptanceDesk(kind);
  });
  afterEach(() => desk.dispose());

  const publicKeys = async (hook: number): Promise<ReadonlyArray<string>> => {
    const { signingSecrets } = await desk.done('GET', `/v1/hooks/${String(hook)}`);
    return (signingSecrets as ReadonlyArray<{ readonly publicKey: string }>).map(({ publicKey }) => publicKey);
  };
  const next = async (number: number): Promise<ReceivedMessage> => {
    const before = desk.received.length;
    await desk.record(number, 1);
    await waitUntil(() => desk.received.length > before);
    return desk.received.at(-1) ?? expect.fail();
  };
  const aHook = (signature: string): Promise<number> =>
    desk.hook({ destination: { type: 'http', url: `${desk.receiver.url}/hook`, signature } });

  it('stands alone, or beside the one of the shared secret, as the hook says', async () => {
    const alone = await aHook('v1a');
    const message = await next(1);
    expect(partsOf(message, 'v1')).to.deep.equal([]);
    const [key = ''] = await publicKeys(alone);
    expect(isSignedUnder(key, message)).to.equal(true);
    expect(isSignedUnder(key, { ...message, body: '[]' })).to.equal(false);
    const destination = { type: 'http', url: `${desk.receiver.url}/hook`, signature: 'both' };
    await desk.done('PATCH', `/v1/hooks/${String(alone)}`, { destination });
    const both = await next(2);
    expect(both.verified).to.equal(true);
    expect(isSignedUnder(key, both)).to.equal(true);
  });

  it('is made with the old and the new key until the old one ends', async () => {
    const hook = await aHook('v1a');
    const [old = ''] = await publicKeys(hook);
    await desk.done('POST', `/v1/hooks/${String(hook)}/rotate-secret`, {});
    const [fresh = '', ...others] = await publicKeys(hook);
    expect(others).to.deep.equal([old]);
    const message = await next(1);
    expect([isSignedUnder(fresh, message), isSignedUnder(old, message)]).to.deep.equal([true, true]);
    await desk.done('POST', `/v1/hooks/${String(hook)}/rotate-secret`, { overlapHours: 0 });
    const last = await next(2);
    expect(isSignedUnder(fresh, last)).to.equal(false);
  });

  it('is verified by `hookline listen` given the public key, and not by another one', async () => {
    const hook = await aHook('v1a');
    const [key = ''] = await publicKeys(hook);
    const [other = ''] = await publicKeys(await aHook('v1a'));
    const { webhookId: id, timestamp, headers, body, receivedAt } = await next(1);
    const request = { id, timestamp, signature: String(headers['webhook-signature']), body: Buffer.from(body) };
    const first = [key, other].map((one) => verifySignature([one], request, receivedAt).verified);
    expect(first.filter(Boolean)).to.have.lengthOf(1);
  });
});
