import { expect } from 'chai';
import { type HookVerdict } from '../crash/check-hook';
import { brokenOff, type FaultResult, wrongIn } from './fault-result';
import { faultLines, headLine, skippedLine } from './print-faults';

const verdict = (more: Partial<HookVerdict> = {}): HookVerdict => ({
  hook: 'batches',
  events: 10,
  delivered: 10,
  parked: 0,
  lost: 0,
  repeats: 2,
  sumOk: true,
  faults: [],
  ...more,
});
const result = (more: Partial<FaultResult> = {}): FaultResult => ({
  fault: 'nats-killed',
  rate: 600,
  leastRate: 500,
  events: 9000,
  retriedRequests: 3,
  recoveryMs: 812,
  settledMs: 900,
  deaths: 0,
  verdicts: [verdict()],
  ...more,
});
const wrong = (more: Partial<FaultResult>): string => wrongIn(result(more)).join('; ');

describe('The result of a fault', () => {
  it('is right when everything came, in time, and the sums agree', () => {
    expect(wrong({})).to.equal('');
    expect(wrong({ takeoverMs: 4_900, takeoverWithinMs: 5_000 })).to.equal('');
  });
  it('is wrong when nobody took over, or too late', () => {
    expect(wrong({ takeoverMs: 5_001, takeoverWithinMs: 5_000 })).to.equal(
      'taken over after 5001 ms instead of 5000 ms',
    );
    expect(wrong({ takeoverMs: null, takeoverWithinMs: 5_000 })).to.include('nobody took over');
  });
  it('is wrong when it never recovered or never came to rest', () => {
    expect(wrong({ recoveryMs: null })).to.include('not every hook had a new delivery');
    expect(wrong({ settledMs: null })).to.include('did not come to rest');
  });
  it('is wrong when a process ended by itself, or the load was too small to tell', () => {
    expect(wrong({ deaths: 1 })).to.include('1 processes ended without being killed');
    expect(wrong({ rate: 499 })).to.equal('the load was only 499 events/s');
  });
  it('is wrong when a hook is', () => {
    expect(wrong({ verdicts: [verdict({ faults: ['1 accepted events are lost, such as a'] })] })).to.equal(
      'batches: 1 accepted events are lost, such as a',
    );
  });
  it('is wrong when it did not come to its end, and says why', () => {
    expect(wrongIn(brokenOff('nats-killed', new Error('no answer')))[0]).to.include('no answer');
  });
  it('is one line of a table, with what is wrong below it', () => {
    expect(headLine()).to.match(/^fault +events\/s +events/);
    expect(faultLines(result())).to.have.length(1);
    expect(faultLines(result())[0]).to.match(/^nats-killed +600 +9000 +3 +812 ms +- +900 ms +0 +2 +ok +passed$/);
    const failed = faultLines(result({ recoveryMs: null }));
    expect(failed[0]).to.match(/never .*FAILED$/);
    expect(failed[1]).to.include('after healing');
    expect(skippedLine({ fault: 'log-frozen', reason: 'none' })).to.match(/^log-frozen +skipped: none$/);
  });
});
