import { expect } from 'chai';
import fc from 'fast-check';
import { boundedCache } from '../../../../src/adapters/outbound/key-store/bounded-cache';

describe('A bounded cache', () => {
  it('holds what was used last, half of its limit at least', () => {
    const cache = boundedCache<number>(10);
    for (let n = 0; n < 100; n += 1) {
      cache.set(String(n), n);
      cache.get('0');
    }
    expect([0, 96, 97, 98, 99].map((n) => cache.get(String(n)))).to.deep.equal([0, 96, 97, 98, 99]);
    expect(cache.get('50')).to.equal(undefined);
  });

  it('never gives anything but the value last set, and never more values than its limit', () => {
    const steps = fc.array(fc.tuple(fc.constantFrom('set', 'get', 'delete'), fc.integer({ min: 0, max: 12 })));
    fc.assert(
      fc.property(steps, (taken) => {
        const cache = boundedCache<number>(6);
        const last = new Map<string, number>();
        for (const [at, [step, n]] of taken.entries()) {
          const name = String(n);
          if (step === 'set') {
            cache.set(name, at);
            last.set(name, at);
          } else if (step === 'delete') {
            cache.delete(name);
            last.delete(name);
          } else expect([undefined, last.get(name)]).to.include(cache.get(name));
        }
        const names = Array.from({ length: 13 }, (_, n) => String(n));
        expect(names.filter((name) => cache.get(name) !== undefined).length).to.be.at.most(6);
      }),
    );
  });
});
