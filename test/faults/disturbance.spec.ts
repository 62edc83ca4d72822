import { expect } from 'chai';
import { disturbance } from './disturbance';

describe('The lives that receipts are told apart by', () => {
  it('are one before a fault, one after it, and never the same twice while it disturbs', () => {
    const { life, begin, end } = disturbance();
    const before = [life(), life()];
    begin();
    const during = [life(), life(), life()];
    end();
    const after = [life(), life()];
    expect(new Set(before).size).to.equal(1);
    expect(new Set(after).size).to.equal(1);
    expect(new Set([...before, ...during, ...after]).size).to.equal(5);
  });
});
