import { expect } from 'chai';
import * as fc from 'fast-check';
import { sortedNumbers } from '../../../src/application/read-models/sorted-numbers';

describe('Sorted numbers', () => {
  it('come back as a sorted set would hold them, from any place on', () => {
    const step = fc.record({ add: fc.boolean(), value: fc.integer({ min: 1, max: 20 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.integer({ min: 0, max: 21 }), (steps, after) => {
        const numbers = sortedNumbers();
        const model = new Set<number>();
        for (const { add, value } of steps) {
          if (add) {
            numbers.add(value);
            model.add(value);
          } else {
            numbers.remove(value);
            model.delete(value);
          }
        }
        const expected = Array.from(model)
          .filter((value) => value > after)
          .sort((left, right) => left - right);
        expect(Array.from(numbers.after(after))).to.deep.equal(expected);
      }),
    );
  });
});
