import { expect } from 'chai';
import * as fc from 'fast-check';
import { textId } from '../../../src/domain/platform-event/text-id';

describe('The id of a subject', () => {
  it('is the same text whether it comes as a number or as a text', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) => {
        expect(textId({ id })).to.equal(textId({ id: String(id) }));
        expect(textId({ id })).to.equal(String(id));
      }),
    );
  });

  it('is none when it is 0, empty or absent', () => {
    for (const subject of [undefined, { id: 0 }, { id: -0 }, { id: '0' }, { id: '' }]) {
      expect(textId(subject)).to.equal(null);
    }
  });

  it('is compared whole: a leading zero is another id', () => {
    expect(textId({ id: '007' })).to.equal('007');
    expect(textId({ id: '00' })).to.equal('00');
  });
});
