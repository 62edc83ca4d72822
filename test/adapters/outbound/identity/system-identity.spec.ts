import { createHash } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { systemIdentity } from '../../../../src/adapters/outbound/identity/system/system-identity';

const DNS = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';

/** RFC 9562 5.5, bit by bit. */
const byTheBook = (namespace: string, name: string): string => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
};

describe('The system identity', () => {
  const identity = systemIdentity();

  it('gives random UUIDs of version 4', () => {
    const ids = Array.from({ length: 100 }, () => identity.random());
    expect(new Set(ids).size).to.equal(100);
    for (const id of ids) expect(id).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  it('names as the example of RFC 9562 does', () => {
    expect(identity.named(DNS, 'www.example.com')).to.equal('2ed6657d-e927-568b-95e1-2665a8aea6a2');
  });

  it('names any text in any namespace as version 5 says, the same each time', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (namespace, name) => {
        const named = identity.named(namespace, name);
        expect(named).to.equal(byTheBook(namespace, name));
        expect(identity.named(namespace, name)).to.equal(named);
      }),
    );
  });

  it('names long texts, in whatever characters, by the same rule', () => {
    for (const name of [
      'x'.repeat(335),
      'x'.repeat(336),
      'x'.repeat(337),
      '\u20ac'.repeat(336),
      '\u20ac'.repeat(5_000),
    ])
      expect(identity.named(DNS, name)).to.equal(byTheBook(DNS, name));
  });

  it('stays right after more namespaces than it remembers', () => {
    const namespaces = Array.from(
      { length: 20_000 },
      (_, n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`,
    );
    for (const namespace of namespaces) identity.named(namespace, 'name');
    for (const namespace of [namespaces[0], namespaces[19_999]]) {
      expect(identity.named(namespace ?? '', 'name')).to.equal(byTheBook(namespace ?? '', 'name'));
    }
  });

  it('takes a namespace that is no UUID for the defect it is', () => {
    expect(() => identity.named('hook 4', 'event')).to.throw(RangeError, 'hook 4');
  });
});
