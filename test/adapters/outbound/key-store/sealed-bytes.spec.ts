import { createSecretKey, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { openBytes, sealBytes } from '../../../../src/adapters/outbound/key-store/sealed-bytes';

const key = createSecretKey(randomBytes(32));
const bound = Buffer.from('1/owner');
const IV = [1, 13] as const;

describe('Sealed bytes', () => {
  it('open with the same key, bound to the same', () => {
    expect(openBytes(key, bound, sealBytes(key, bound, 'plain'))?.toString()).to.equal('plain');
    expect(openBytes(key, bound, sealBytes(key, bound, Buffer.of(0, 255)))).to.deep.equal(Buffer.of(0, 255));
  });

  it('stay closed when moved to another owner, even under the same key', () => {
    expect(openBytes(key, Buffer.from('2/owner'), sealBytes(key, bound, 'plain'))).to.equal(null);
  });

  it('begin with the version and take 29 bytes more than the text', () => {
    const sealed = sealBytes(key, bound, 'plain');
    expect(sealed[0]).to.equal(1);
    expect(sealed).to.have.length(5 + 29);
  });

  it('never use an IV twice, also when many are drawn at once', () => {
    const ivs = Array.from({ length: 5_000 }, () =>
      sealBytes(key, bound, '')
        .subarray(...IV)
        .toString('hex'),
    );
    expect(new Set(ivs).size).to.equal(5_000);
  });
});
