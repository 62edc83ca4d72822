import { expect } from 'chai';
import * as fc from 'fast-check';
import { type ShapedEntry, type ShapedPage } from '../../../src/application/capture/exports/shaped-page';
import { packedPage, unpackedPage } from '../../../src/infrastructure/exports/packed-page';

const revision = fc.bigInt({ min: 0n, max: 2n ** 53n });
const item = fc.record({
  delivery: fc.uuid(),
  event: fc.uuid(),
  type: fc.string(),
  position: revision,
  recordedAt: fc.nat(),
  occurredAt: fc.string(),
  owner: fc.option(fc.string(), { nil: undefined }),
  body: fc.option(fc.string({ unit: 'grapheme' })),
  bytes: fc.nat(),
});
const because = fc.constantFrom('notMatched' as const, 'notExportable', 'alreadyDelivered', 'outside');
const unshaped = fc.record({
  type: fc.constant('ShapingRefusal' as const),
  item,
  field: fc.string(),
  reason: fc.string(),
});
const entry: fc.Arbitrary<ShapedEntry> = fc.oneof(
  fc.record({ kind: fc.constant('item' as const), revision, item }),
  fc.record({ kind: fc.constant('left-out' as const), revision, because, hidden: fc.boolean() }),
  fc.record({ kind: fc.constant('unshaped' as const), revision, unshaped }),
);
const page: fc.Arbitrary<ShapedPage> = fc.record({
  entries: fc.array(entry),
  next: revision,
  isEnd: fc.boolean(),
  bytes: fc.nat(),
});

describe('A page of an export on its way between threads', () => {
  it('arrives as it was sent', () => {
    fc.assert(
      fc.property(page, (sent) => {
        expect(unpackedPage(structuredClone(packedPage(sent)))).to.deep.equal(sent);
      }),
    );
  });
});
