import { expect } from 'chai';
import * as TE from 'fp-ts/TaskEither';
import { type HookNumbers, hookNumbers } from '../../../src/application/commands/take-hook-number';
import { type EventStore } from '../../../src/application/ports/event-store';
import { aHookDesk, done, type HookDesk, refused } from '../../support/hook-desk';

describe('Hook numbers', () => {
  let desk: HookDesk;
  const numbersWith = (highest: number, eventStore: EventStore = desk.eventStore): HookNumbers =>
    hookNumbers({ ...desk.ports, eventStore, directory: { ...desk.directory, highestNumber: () => highest } });

  beforeEach(() => {
    desk = aHookDesk();
  });
  afterEach(() => {
    desk.close();
  });

  it('go on above the highest hook known', async () => {
    expect(await done(numbersWith(41).next(23))).to.equal(42);
  });

  it('are found one after another where the directory is behind', async () => {
    for (const taken of [1, 2, 3]) await done(numbersWith(0).chosen(23, taken));
    expect(await done(numbersWith(0).next(23))).to.equal(4);
  });

  it('are not tried twice by the same process', async () => {
    let appends = 0;
    const counting: EventStore = {
      ...desk.eventStore,
      append: (stream, expected, events) => {
        appends += 1;
        return desk.eventStore.append(stream, expected, events);
      },
    };
    const numbers = numbersWith(0, counting);
    for (let n = 1; n <= 20; n += 1) expect(await done(numbers.next(23))).to.equal(n);
    expect(appends).to.equal(20);
  });

  it('are sought within a bound', async () => {
    let tries = 0;
    const full: EventStore = {
      ...desk.eventStore,
      append: (stream, expected) => {
        tries += 1;
        return TE.left({ type: 'WrongExpectedRevision', stream, expected, actual: 0n });
      },
    };
    expect(await refused(numbersWith(0, full).next(23))).to.deep.equal({ type: 'TooManyConflicts' });
    expect(tries).to.equal(1000);
  });

  it('are recorded with the account that took them', async () => {
    await done(numbersWith(0).chosen(23, 7));
    const page = await done(
      desk.eventStore.readStream('hookNumber-7', { direction: 'forwards', from: 'start', maxCount: 9 }),
    );
    expect(page.events.map(({ type, data }): readonly [string, unknown] => [type, JSON.parse(data)])).to.deep.equal([
      ['HookNumberTaken', { v: 1, hook: 7, account: 23, at: '2026-11-23T12:00:00.000Z' }],
    ]);
  });
});
