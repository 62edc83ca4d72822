import { expect } from 'chai';
import * as fc from 'fast-check';
import { readRanges, writeRanges } from '../../../src/application/codecs/index-ranges';

describe('A list of indexes', () => {
  it('is written as ranges', () => {
    expect(writeRanges([0, 1, 2, 5, 7, 8])).to.equal('0-2,5,7-8');
  });
  it('keeps an order that is not ascending', () => {
    expect(writeRanges([4, 2, 3])).to.equal('4,2-3');
  });
  it('comes back from its ranges, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000)), (indexes) => {
        expect(readRanges(writeRanges(indexes))).to.deep.equal(indexes);
      }),
    );
  });
  it('is not read from anything else', () => {
    for (const damaged of ['-', '1-', '-1', '2-1', '1,,2', 'a', '1.5', '0-999999999', '0 - 1'])
      expect(readRanges(damaged), damaged).to.equal(null);
  });
});
