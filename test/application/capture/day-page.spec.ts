import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { readDay } from '../../../src/application/capture/exports/day-page';
import { type EventStore, type RecordedEvent } from '../../../src/application/ports/event-store';

const MIB = 1024 * 1024;
const HEAVY = 256 * 1024;

const heavyEvents = (count: number): ReadonlyArray<RecordedEvent> =>
  Array.from({ length: count }, (_, at) => ({
    id: String(at),
    stream: 'platformEvents-23-2026-10-01',
    type: 'Other',
    revision: BigInt(at),
    position: BigInt(at),
    recordedAt: 0,
    data: 'x'.repeat(HEAVY),
    metadata: '',
  }));

const readerOf = (events: ReadonlyArray<RecordedEvent>) => {
  const readStream: EventStore['readStream'] =
    (_, { from, maxCount }) =>
    () =>
      Promise.resolve(
        E.right({ exists: true, events: events.filter(({ revision }) => revision >= Number(from)).slice(0, maxCount) }),
      );
  return readDay({
    eventStore: { readStream },
    copiesWithin: () => () => Promise.resolve(E.right(new Set<bigint>())),
    log: { error: () => undefined },
  });
};

describe('A page of a day', () => {
  it('ends early where its events are heavy, and the next one goes on behind it', async () => {
    const read = readerOf(heavyEvents(40));
    const reached: bigint[] = [];
    for (let next = 0n, isEnd = false; !isEnd;) {
      const page = await read({ account: 23, cursor: { day: '2026-10-01', next }, before: 100n, maxCount: 400 })();
      if (E.isLeft(page)) return expect.fail(page.left.type);
      expect(page.right.bytes).to.be.at.most(4 * MIB + HEAVY);
      ({ next, isEnd } = page.right);
      reached.push(next);
    }
    expect(reached).to.deep.equal([16n, 32n, 40n]);
  });
});
