import { expect } from 'chai';
import * as fc from 'fast-check';
import { picksOf, positionsOf } from '../../../src/domain/capture/picks';

describe('The picks of a block', () => {
  it('give back the positions they were made of, with those of the block’s first', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.bigInt({ min: 0n, max: 2n ** 48n }), { minLength: 1, maxLength: 50 }), (some) => {
        const positions = some.toSorted((one, other) => (one < other ? -1 : 1));
        expect(positionsOf(positions[0] ?? 0n, picksOf(positions))).to.deep.equal(positions);
      }),
    );
  });

  it('are short: a thousand neighbours take two characters each', () => {
    const positions = Array.from({ length: 1000 }, (_, at) => BigInt(at) + 1_000_000_000n);
    expect(picksOf(positions)).to.have.lengthOf(1997);
    expect(picksOf([5n])).to.equal('');
  });
});
