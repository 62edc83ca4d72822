import { expect } from 'chai';
import * as fc from 'fast-check';
import { isSameJson } from '../../../src/domain/shared/same-json';

describe('Two JSON objects', () => {
  it('are the same in any order of their fields, at every depth', () => {
    expect(isSameJson({ a: 1, b: { c: 2, d: [3] } }, { b: { d: [3], c: 2 }, a: 1 })).to.equal(true);
  });

  it('are the same when one lacks what is undefined in the other', () => {
    expect(isSameJson({ a: 1 }, { a: 1, b: undefined })).to.equal(true);
  });

  it('differ in a value, a type and the order of a list', () => {
    expect(isSameJson({ a: 1 }, { a: 2 })).to.equal(false);
    expect(isSameJson({ a: 1 }, { a: '1' })).to.equal(false);
    expect(isSameJson({ a: [1, 2] }, { a: [2, 1] })).to.equal(false);
    expect(isSameJson({ a: null }, {})).to.equal(false);
  });

  it('are the same after a way through JSON text', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        expect(isSameJson(value, JSON.parse(JSON.stringify(value)) as object)).to.equal(true);
      }),
    );
  });
});
