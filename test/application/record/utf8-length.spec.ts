import { expect } from 'chai';
import fc from 'fast-check';
import { utf8Length } from '../../../src/application/record/utf8-length';

describe('The length of a text in UTF-8', () => {
  it('is what an encoder makes of it', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.array(fc.nat({ max: 0xffff })).map((units) => String.fromCharCode(...units))), (text) => {
        expect(utf8Length(text)).to.equal(Buffer.byteLength(text, 'utf8'));
      }),
    );
  });

  it('knows characters of one to four bytes and a lone surrogate', () => {
    expect(['a', 'é', '€', '😀', '\ud83d', 'a😀b'].map(utf8Length)).to.deep.equal([1, 2, 3, 4, 3, 6]);
  });
});
