import { expect } from 'chai';
import { Webhook } from 'standardwebhooks';
import { type SignedRequest, verifySignature } from '../../../../../src/adapters/inbound/cli/listen/verify-signature';
import { aSecret } from '../../../../support/delivery-builders';

const NOW = Date.UTC(2026, 10, 3, 12, 0, 0);
const OURS = aSecret('a');
const OTHER = aSecret('b');

const signed = (at: number, ...secrets: ReadonlyArray<string>): SignedRequest => ({
  id: 'message-1',
  timestamp: String(Math.floor(at / 1000)),
  signature: secrets.map((secret) => new Webhook(secret).sign('message-1', new Date(at), '{"a":1}')).join(' '),
  body: Buffer.from('{"a":1}'),
});

describe('The verification of a received message', () => {
  it('accepts what the public library signed', () => {
    expect(verifySignature([OURS], signed(NOW, OURS), NOW)).to.deep.equal({ verified: true });
  });

  it('accepts any of its secrets and any of the signatures', () => {
    expect(verifySignature([OTHER, OURS], signed(NOW, OURS), NOW)).to.deep.equal({ verified: true });
    expect(verifySignature([OURS], signed(NOW, OTHER, OURS), NOW)).to.deep.equal({ verified: true });
  });

  it('refuses what stands in the place of a public key and is none', () => {
    const message = { ...signed(NOW, OURS), signature: 'v1a,AAAA' };
    for (const key of ['whpk_', 'whpk_AAAA', `whpk_${Buffer.alloc(32).toString('base64')}`])
      expect(verifySignature([key], message, NOW)).to.deep.equal({ verified: false, why: 'wrong-signature' });
  });

  it('refuses a signature of another secret', () => {
    expect(verifySignature([OURS], signed(NOW, OTHER), NOW)).to.deep.equal({ verified: false, why: 'wrong-signature' });
  });

  it('refuses another body, another id and another time under the same signature', () => {
    const message = signed(NOW, OURS);
    for (const changed of [
      { body: Buffer.from('{"a":2}') },
      { id: 'message-2' },
      { timestamp: String(NOW / 1000 + 1) },
    ])
      expect(verifySignature([OURS], { ...message, ...changed }, NOW)).to.deep.equal({
        verified: false,
        why: 'wrong-signature',
      });
  });

  it('accepts five minutes of difference between the clocks and no more', () => {
    for (const [difference, result] of [
      [299_000, true],
      [-299_000, true],
      [302_000, false],
      [-302_000, false],
    ] as const)
      expect(verifySignature([OURS], signed(NOW + difference, OURS), NOW).verified, String(difference)).to.equal(
        result,
      );
    expect(verifySignature([OURS], signed(NOW - 302_000, OURS), NOW)).to.deep.equal({
      verified: false,
      why: 'too-old',
    });
  });

  it('refuses what is not signed', () => {
    expect(verifySignature([OURS], { ...signed(NOW, OURS), signature: '' }, NOW)).to.deep.equal({
      verified: false,
      why: 'not-signed',
    });
    expect(verifySignature([OURS], { ...signed(NOW, OURS), id: '' }, NOW)).to.deep.equal({
      verified: false,
      why: 'not-signed',
    });
  });

  for (const signature of ['v1,', 'v1', 'v1,AAAA', 'v1a,AAAA', ',', 'nonsense'])
    it(`refuses the signature "${signature}"`, () => {
      expect(verifySignature([OURS], { ...signed(NOW, OURS), signature }, NOW)).to.deep.equal({
        verified: false,
        why: 'wrong-signature',
      });
    });

  for (const timestamp of ['', 'now', '-1', '1e9', `${String(NOW / 1000)}.5`])
    it(`refuses the timestamp "${timestamp}"`, () => {
      expect(verifySignature([OURS], { ...signed(NOW, OURS), timestamp }, NOW)).to.deep.equal({
        verified: false,
        why: 'too-old',
      });
    });

  it('says so when it has no secret to verify with', () => {
    expect(verifySignature([], signed(NOW, OURS), NOW)).to.deep.equal({ verified: false, why: 'no-secret' });
  });
});
