import { expect } from 'chai';
import { quietTime } from '../../../../../src/adapters/outbound/event-store/sqlite/quiet-time';
import { waitUntil } from '../../../../support/wait-until';

const SHORT = { quietMs: 5, betweenStepsMs: 1, betweenRoundsMs: 1, overdueMs: 100_000 };
const until = (moment: number): Promise<void> => waitUntil(() => performance.now() >= moment);

describe('Work for quiet moments', () => {
  it('is done step by step after the last write, until nothing is left', async () => {
    let left = 3;
    let steps = 0;
    const quiet = quietTime(() => {
      steps += 1;
      left -= 1;
      return left > 0;
    }, SHORT);
    quiet.written();
    await waitUntil(() => left === 0);
    await until(performance.now() + 30);
    expect(steps).to.equal(3);
    quiet.stop();
  });

  it('waits while there is writing', async () => {
    let steps = 0;
    const quiet = quietTime(() => (steps += 1) === 0, { ...SHORT, quietMs: 60_000 });
    quiet.written();
    await until(performance.now() + 30);
    expect(steps).to.equal(0);
    quiet.stop();
  });

  it('is done all the same when the writing never pauses', async () => {
    let steps = 0;
    const quiet = quietTime(
      () => {
        steps += 1;
        return false;
      },
      { quietMs: 200, betweenStepsMs: 1, betweenRoundsMs: 1, overdueMs: 10 },
    );
    quiet.written();
    const writing = setInterval(quiet.written, 1);
    await waitUntil(() => steps > 0);
    clearInterval(writing);
    quiet.stop();
    expect(steps).to.be.greaterThan(0);
  });

  it('does not begin without a write, nor after it was stopped', async () => {
    let steps = 0;
    const quiet = quietTime(() => (steps += 1) === 0, SHORT);
    await until(performance.now() + 20);
    quiet.written();
    quiet.stop();
    await until(performance.now() + 20);
    expect(steps).to.equal(0);
  });
});
