import { expect } from 'chai';
import { boundedCache } from '../../../../../src/adapters/outbound/delivery-transport/http/bounded-cache';

describe('A bounded cache', () => {
  it('makes what it does not know once, and forgets the oldest first', () => {
    const made: string[] = [];
    const get = boundedCache(2, (key) => {
      made.push(key);
      return key.toUpperCase();
    });
    expect(['a', 'a', 'b', 'c', 'b', 'a'].map(get)).to.deep.equal(['A', 'A', 'B', 'C', 'B', 'A']);
    expect(made).to.deep.equal(['a', 'b', 'c', 'a']);
  });
});
