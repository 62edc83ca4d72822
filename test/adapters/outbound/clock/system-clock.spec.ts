import { expect } from 'chai';
import { systemClock } from '../../../../src/adapters/outbound/clock/system/system-clock';

const MONTH_MS = 31 * 24 * 3_600_000;

describe('The system clock', () => {
  const clock = systemClock();

  it('tells the wall time in milliseconds since the epoch', () => {
    expect(Math.abs(clock.now() - new Date().getTime())).to.be.lessThan(1_000);
  });

  it('never goes back on its monotonic side', () => {
    const times = Array.from({ length: 1_000 }, () => clock.monotonic());
    expect(times).to.deep.equal([...times].sort((one, other) => one - other));
  });

  it('calls after the time, once', async () => {
    const started = clock.monotonic();
    let calls = 0;
    await new Promise<void>((resolve) => {
      const keepAlive = setTimeout(() => undefined, 5_000);
      clock.after(20, () => {
        calls += 1;
        clearTimeout(keepAlive);
        resolve();
      });
    });
    expect(calls).to.equal(1);
    expect(clock.monotonic() - started).to.be.at.least(19);
  });

  it('does not call what was called off, nor at once what is due in a month', async () => {
    const called: string[] = [];
    const callOff = clock.after(5, () => called.push('called off'));
    const callOffMonth = clock.after(MONTH_MS, () => called.push('month'));
    callOff();
    await new Promise<void>((resolve) => {
      const keepAlive = setTimeout(() => undefined, 5_000);
      clock.after(30, () => {
        clearTimeout(keepAlive);
        resolve();
      });
    });
    callOffMonth();
    expect(called).to.deep.equal([]);
  });

  it('takes a time that has passed as now', async () => {
    await new Promise<void>((resolve) => {
      const keepAlive = setTimeout(() => undefined, 5_000);
      clock.after(-5, () => {
        clearTimeout(keepAlive);
        resolve();
      });
    });
  });
});
