import { expect } from 'chai';
import { nodeCryptoSecretMaker } from '../../../../../src/adapters/outbound/secret-maker/node-crypto/node-crypto-secret-maker';

describe('The secret maker of node:crypto', () => {
  const maker = nodeCryptoSecretMaker();

  it('makes signing secrets of 32 bytes, never the same twice', () => {
    const [one, other] = [maker.signingSecret(), maker.signingSecret()];
    expect(Buffer.from(one.slice('whsec_'.length), 'base64')).to.have.lengthOf(32);
    expect(one)
      .to.match(/^whsec_/)
      .and.not.equal(other);
  });

  it('makes key secrets of 32 bytes, never the same twice', () => {
    expect(maker.apiKeySecret())
      .to.match(/^[0-9a-f]{64}$/)
      .and.not.equal(maker.apiKeySecret());
  });

  it('hashes by SHA-256', () => {
    expect(maker.hashOf('abc')).to.equal('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});
