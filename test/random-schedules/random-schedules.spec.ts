import { expect } from 'chai';
import { runSchedule } from './run-schedule';

const SCHEDULES = Number(process.env['HOOKLINE_SCHEDULES'] ?? 5000);
const SEED = Number(process.env['HOOKLINE_SEED'] ?? 1);

describe('random schedules of everything that can happen', function () {
  this.timeout(900_000);

  it(`lose nothing, keep sums, order and bytes (${String(SCHEDULES)} from seed ${String(SEED)})`, async () => {
    for (let seed = SEED; seed < SEED + SCHEDULES; seed += 1) {
      const { problems, steps } = await runSchedule(seed);
      const report = `HOOKLINE_SEED=${String(seed)} HOOKLINE_SCHEDULES=1\n${problems.join('\n')}\n\n${steps.slice(-80).join('\n')}`;
      expect(problems, report).to.have.lengthOf(0);
    }
  });
});
