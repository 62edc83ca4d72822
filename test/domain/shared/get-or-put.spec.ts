import { expect } from 'chai';
import { getOrPut } from '../../../src/domain/shared/get-or-put';

describe('A map that makes what it lacks', () => {
  it('makes the value of a new key once and finds it again', () => {
    const map = new Map<string, ReadonlyArray<number>>();
    const made = getOrPut(map, 'key', () => [1]);
    expect(getOrPut(map, 'key', () => [2])).to.equal(made);
    expect([...map]).to.deep.equal([['key', [1]]]);
  });
});
