import { expect } from 'chai';
import { reportLines } from './print-report';
import { type CrashReport, faultsOf, runCrashes } from './run-crashes';

const KILLS = 30;
/** That there is a load at all; how much the engine bears is measured by `npm run crash`, on a machine that is not shared. */
const LEAST_RATE = 50;
const WITHIN_MS = 400_000;

describe('The engine, killed thirty times under load', function () {
  this.timeout(WITHIN_MS);
  let report: CrashReport;

  before(async () => {
    report = await runCrashes({ kills: KILLS, seed: 20_261_123, leastRate: LEAST_RATE });
  });

  it('was killed as often as asked, while serving and while starting, under load', () => {
    expect(report.kills).to.equal(KILLS);
    expect(report.killsDuringStart).to.be.within(1, KILLS - 1);
    expect(report.eventsPerSecond).to.be.at.least(LEAST_RATE);
  });
  it('lost no accepted event, at any hook', () => {
    for (const { hook, events, lost } of report.verdicts) {
      expect(events, hook).to.be.greaterThan(0);
      expect(lost, hook).to.equal(0);
    }
  });
  it('agrees with every receiver on every sum', () => {
    for (const { hook, sumOk, faults } of report.verdicts)
      expect(sumOk, `${hook}: ${faults.join('; ')}`).to.equal(true);
  });
  it('repeated under the same ids with the same bodies, and only what a kill explains, in order where asked', () => {
    expect(faultsOf(report), reportLines(report).join('\n')).to.deep.equal([]);
  });
});
