import 'reflect-metadata';
import { expect } from 'chai';
import { fuzzDoor, type FuzzReport, reportLine } from './fuzz-door';
import { type FuzzedEngine, fuzzedEngine } from './fuzzed-engine';

const RUNS = 30;
const LIMIT_MS = 30_000;

describe('Every call of the REST door, sent broken, huge, deep, wrongly typed and hostile requests,', function () {
  this.timeout(LIMIT_MS * 2);
  let fuzzed: FuzzedEngine;
  let report: FuzzReport;

  before(async () => {
    fuzzed = await fuzzedEngine();
    report = await fuzzDoor(fuzzed, { runs: RUNS, seed: Date.now() % 1_000_000, limitMs: LIMIT_MS });
  });
  after(async () => {
    process.stdout.write(`    ${reportLine(report)}\n`);
    await fuzzed.engine.dispose();
  });

  it('never ends in a 5xx or a hang, stores nothing it refuses, and answers as documented (guarantee 7)', () => {
    expect(report.faults.join('\n\n')).to.equal('');
  });

  it('was asked at each call, and both refused and accepted', () => {
    expect(report.requests).to.be.at.least(report.calls);
    expect(report.statuses).to.include.keys('200', '400', '422');
  });

  it('works on as before', async () => {
    const hook = {
      name: 'after',
      format: 'altcraft',
      capture: { types: ['click'] },
      destination: { type: 'http', url: 'https://shop.example/hook' },
    };
    expect((await fuzzed.engine.ask('POST', '/v1/hooks', hook)).status).to.equal(201);
    expect((await fuzzed.engine.ask('GET', '/health/ready')).status).to.equal(200);
  });
});
