import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type EventStore } from '../../../src/application/ports/event-store';
import { watchLog } from '../../../src/infrastructure/engine/watch-log';
import { fixedClock } from '../../support/fixed-clock';
import { waitUntil } from '../../support/wait-until';

describe('The watch on the log', () => {
  it('tells that the log is away, and that it is back, until it ends', async () => {
    const clock = fixedClock();
    const told: boolean[] = [];
    let answer: ReturnType<EventStore['lastPosition']> = TE.right(1n);
    const end = watchLog({ lastPosition: () => answer }, clock, (answers) => told.push(answers));
    const next = async (): Promise<void> => {
      const before = told.length;
      clock.advance(5_000);
      await waitUntil(() => told.length > before);
    };
    await next();
    answer = TE.left({ type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: 'away' });
    await next();
    answer = TE.right(null);
    await next();
    expect(told).to.deep.equal([true, false, true]);
    end();
    clock.advance(60_000);
    expect(told).to.have.length(3);
  });
});
