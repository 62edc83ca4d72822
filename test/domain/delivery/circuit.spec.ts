import { expect } from 'chai';
import { type Circuit, circuitAfter, CLOSED, dueAfter, probeNow } from '../../../src/domain/delivery/circuit';

const moment = { now: 1000, age: 0 };
const failures = (count: number, broken = false) => ({
  streak: { failures: count, broken },
  probe: false,
  wouldSpendLast: false,
});
const OPEN: Circuit = { state: 'open', delayMs: 15_000, dueAt: 16_000 };

describe('A closed circuit', () => {
  it('counts endpoint failures in a row over blocks', () => {
    expect(circuitAfter({ state: 'closed', failures: 2 }, failures(2), moment)).to.deep.equal({
      state: 'closed',
      failures: 4,
    });
  });

  it('opens at the fifth in a row, for fifteen seconds', () => {
    expect(circuitAfter({ state: 'closed', failures: 4 }, failures(1), moment)).to.deep.equal(OPEN);
  });

  it('counts anew after any other answer', () => {
    expect(circuitAfter({ state: 'closed', failures: 4 }, failures(1, true), moment)).to.deep.equal({
      state: 'closed',
      failures: 1,
    });
    expect(circuitAfter({ state: 'closed', failures: 4 }, failures(0, true), moment)).to.deep.equal(CLOSED);
  });

  it('opens before a last attempt is spent', () => {
    expect(circuitAfter(CLOSED, { ...failures(1), wouldSpendLast: true }, moment)).to.deep.equal(OPEN);
  });

  it('stays as it is when nothing was sent', () => {
    const two: Circuit = { state: 'closed', failures: 2 };
    expect(circuitAfter(two, failures(0), moment)).to.equal(two);
  });
});

describe('An open circuit', () => {
  const probe = { ...failures(1), probe: true };

  it('doubles its wait after each probe that fails, up to five minutes', () => {
    const waits: number[] = [];
    let circuit: Circuit = OPEN;
    for (let probes = 0; probes < 7; probes += 1) {
      circuit = circuitAfter(circuit, probe, moment);
      if (circuit.state === 'open') waits.push(circuit.delayMs / 1000);
    }
    expect(waits).to.deep.equal([30, 60, 120, 240, 300, 300, 300]);
  });

  it('closes at any other answer, also one that is no success', () => {
    expect(circuitAfter(OPEN, { ...failures(0, true), probe: true }, moment)).to.deep.equal(CLOSED);
    expect(circuitAfter(OPEN, failures(0, true), moment)).to.deep.equal(CLOSED);
  });

  it('begins again with fifteen seconds when the endpoint answered in between', () => {
    const long: Circuit = { state: 'open', delayMs: 240_000, dueAt: 0 };
    expect(circuitAfter(long, { ...failures(1, true), probe: true }, moment)).to.deep.equal(OPEN);
  });

  it('is not lengthened by what was sent before it opened', () => {
    expect(circuitAfter(OPEN, failures(3), moment)).to.equal(OPEN);
  });

  it('is probed at once when the hook changed', () => {
    expect(probeNow(OPEN, 1234)).to.include({ state: 'open', dueAt: 1234, delayMs: 15_000 });
    expect(probeNow(CLOSED, 1234)).to.equal(CLOSED);
  });
});

describe('A wait read back after a start', () => {
  it('has only its rest left', () => {
    expect(dueAfter({ now: 1000, age: 4000 }, 15_000)).to.equal(12_000);
  });
  it('is over when it had passed, and never longer than it was', () => {
    expect(dueAfter({ now: 1000, age: 99_000 }, 15_000)).to.equal(1000);
    expect(dueAfter({ now: 1000, age: -50_000 }, 15_000)).to.equal(16_000);
  });
});
