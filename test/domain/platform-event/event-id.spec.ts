import { createHash } from 'node:crypto';
import { expect } from 'chai';
import * as fc from 'fast-check';
import { eventIds } from '../../../src/domain/platform-event/event-id';

/** RFC 9562, section 5.5, over the platform's SHA-1. */
const uuidV5 = (namespace: string, name: string): string => {
  const bytes = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest()
    .subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

const someText = fc.string({ unit: fc.constantFrom('a', 'b', '/', ':', '1', ' '), maxLength: 4 });
const someAccount = fc.integer({ min: 1, max: 12 });

describe('The id of an event', () => {
  it('is the same for ever', () => {
    expect(uuidV5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com')).to.equal(
      '2ed6657d-e927-568b-95e1-2665a8aea6a2',
    );
    expect(eventIds(uuidV5, 23)('shop', 'order-1')).to.equal('8d8d1cfb-81dd-573e-90e6-3bd91beec100');
  });

  it('is a UUID of version 5', () => {
    expect(eventIds(uuidV5, 1)('', 'x')).to.match(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('is shared only by events of the same account, source and producer id', () => {
    const identity = fc.tuple(someAccount, someText, fc.oneof(someText, fc.constant('a\nb')));
    fc.assert(
      fc.property(identity, identity, (one, other) => {
        const [id, otherId] = [one, other].map(([account, source, producerId]) =>
          eventIds(uuidV5, account)(source, producerId),
        );
        expect(id === otherId).to.equal(one.every((part, at) => part === other[at]));
      }),
      { numRuns: 500 },
    );
  });
});
