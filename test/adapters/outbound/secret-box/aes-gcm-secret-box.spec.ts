import { createSecretKey, randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { aesGcmSecretBox } from '../../../../src/adapters/outbound/secret-box/aes-gcm/aes-gcm-secret-box';

const masterKey = createSecretKey(randomBytes(32));

const HEX = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

describe('The AES-GCM secret box', () => {
  const box = aesGcmSecretBox(masterKey);

  it('opens whatever it sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        expect(box.open(box.seal(plain))).to.equal(plain);
      }),
    );
  });

  it('opens what was sealed before a restart under the same master key', () => {
    expect(aesGcmSecretBox(masterKey).open(box.seal('Bearer abc'))).to.equal('Bearer abc');
  });

  it('opens what the first version sealed', () => {
    const then = aesGcmSecretBox(createSecretKey(Buffer.from(HEX, 'hex')));
    expect(then.open('AUL604hKejUQg0Ff+Zfs5Yl8Lfyb8Z19BxmWZW4YLQ5LpMhL9r+z')).to.equal('Bearer abc');
  });

  it('shows nothing of the secret and seals it differently each time', () => {
    const [one, other] = [box.seal('Bearer abc'), box.seal('Bearer abc')];
    expect(one).not.to.equal(other);
    expect(Buffer.from(one, 'base64').toString('latin1')).not.to.contain('Bearer');
  });

  it('opens nothing under another master key', () => {
    expect(aesGcmSecretBox(createSecretKey(randomBytes(32))).open(box.seal('Bearer abc'))).to.equal(null);
  });

  it('opens nothing that was changed, wherever the change is', () => {
    const bytes = Buffer.from(box.seal('Bearer abc'), 'base64');
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(bytes.readUInt8(at) ^ 0x80, at);
      expect(box.open(changed.toString('base64')), `byte ${String(at)}`).to.equal(null);
    }
  });

  it('opens nothing that is no boxed text', () => {
    for (const text of ['', 'plain', 'AQ==', 'x'.repeat(200)]) expect(box.open(text), text).to.equal(null);
  });
});
