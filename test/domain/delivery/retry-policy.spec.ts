import { expect } from 'chai';
import * as fc from 'fast-check';
import * as O from 'fp-ts/Option';
import { delayAfter, fixedPeriod, type RetryPolicy, waitAfter } from '../../../src/domain/delivery/retry-policy';

const growing: RetryPolicy = { maxAttempts: 4, firstDelayMs: 1000, factor: 3, maxDelayMs: 8000, jitter: 0 };

const policies: fc.Arbitrary<RetryPolicy> = fc.record({
  maxAttempts: fc.integer({ min: 1, max: 50 }),
  firstDelayMs: fc.nat(60_000),
  factor: fc.double({ min: 1, max: 1000, noNaN: true }),
  maxDelayMs: fc.nat(3_600_000),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
});
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('A retry policy', () => {
  it('grows its wait up to its longest', () => {
    expect([1, 2, 3].map((attempt) => waitAfter(growing, attempt, 0))).to.deep.equal([1000, 3000, 8000]);
  });

  it('waits no more when attempts are spent', () => {
    expect(delayAfter(growing)(3, 0)).to.deep.equal(O.some(8000));
    expect(delayAfter(growing)(4, 0)).to.deep.equal(O.none);
  });

  it('keeps the fixed period of the vendor: four attempts, fifteen seconds apart', () => {
    const policy = fixedPeriod(4, 15);
    expect([1, 2, 3].map((attempt) => delayAfter(policy)(attempt, 0.9))).to.deep.equal(Array(3).fill(O.some(15_000)));
    expect(delayAfter(policy)(4, 0)).to.deep.equal(O.none);
  });

  it('takes away at most the share that jitter may, and adds nothing', () => {
    fc.assert(
      fc.property(policies, fc.integer({ min: 1, max: 200 }), randoms, (policy, attempt, random) => {
        const whole = waitAfter({ ...policy, jitter: 0 }, attempt, 0);
        const wait = waitAfter(policy, attempt, random);
        expect(wait).to.be.at.most(Math.round(Math.min(whole, policy.maxDelayMs)));
        expect(wait).to.be.at.least(Math.floor(whole * (1 - policy.jitter)) - 1);
        expect(Number.isInteger(wait) && wait >= 0).to.equal(true);
      }),
    );
  });
});
