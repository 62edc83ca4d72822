import { expect } from 'chai';
import {
  logTail,
  type LogTail,
  type TailEvent,
} from '../../../../../src/adapters/outbound/event-store/sqlite/log-tail';
import { recorded } from '../../../../support/recorded-event';

const entry = (position: number, bytes = 10): TailEvent => ({
  event: recorded({ position: BigInt(position) }),
  position,
  bytes,
});
const after = (tail: LogTail, position: number): ReadonlyArray<number> => {
  const seen: number[] = [];
  tail.each(position, (each) => {
    seen.push(each.position);
    return true;
  });
  return seen;
};

describe('The tail of a log', () => {
  it('that saw nothing yet reaches back to nowhere', () => {
    expect(logTail(100).reachesBackTo(0)).to.equal(false);
    expect(logTail(100).reachesBackTo(1_000)).to.equal(false);
  });

  it('reaches back to just before its first event', () => {
    const tail = logTail(100);
    tail.push([entry(7), entry(8)]);
    expect([5, 6, 7, 8, 9].map(tail.reachesBackTo)).to.deep.equal([false, true, true, true, true]);
    expect([6, 7, 8].map((position) => after(tail, position))).to.deep.equal([[7, 8], [8], []]);
  });

  it('lets the oldest go beyond its bound, and no longer reaches back to them', () => {
    const tail = logTail(35);
    tail.push([entry(1), entry(2), entry(3)]);
    tail.push([entry(4), entry(5)]);
    expect([1, 2, 3].map(tail.reachesBackTo)).to.deep.equal([false, true, true]);
    expect(after(tail, 2)).to.deep.equal([3, 4, 5]);
  });

  it('lets go even of an event that is larger than all of it', () => {
    const tail = logTail(35);
    tail.push([entry(1), entry(2, 1000)]);
    expect(tail.reachesBackTo(1)).to.equal(false);
    expect(tail.reachesBackTo(2)).to.equal(true);
    tail.push([entry(3)]);
    expect(after(tail, 2)).to.deep.equal([3]);
  });

  it('stays right over many events', () => {
    const tail = logTail(1_000);
    for (let position = 1; position <= 20_000; position += 1) tail.push([entry(position)]);
    expect(after(tail, 19_900)).to.have.length(100);
    expect(after(tail, 19_998)).to.deep.equal([19_999, 20_000]);
    expect([19_899, 19_900].map(tail.reachesBackTo)).to.deep.equal([false, true]);
  });

  it('knows nothing after a reset but what comes then', () => {
    const tail = logTail(100);
    tail.push([entry(1)]);
    tail.reset();
    expect(tail.reachesBackTo(1)).to.equal(false);
    tail.push([entry(5)]);
    expect([3, 4].map(tail.reachesBackTo)).to.deep.equal([false, true]);
  });

  it('stops a walk when told to', () => {
    const tail = logTail(100);
    tail.push([entry(1), entry(2), entry(3)]);
    const seen: number[] = [];
    tail.each(0, ({ position }) => {
      seen.push(position);
      return position < 2;
    });
    expect(seen).to.deep.equal([1, 2]);
  });

  for (const [name, change] of [
    ['a push', (tail: LogTail) => tail.push([entry(1)])],
    ['a reset', (tail: LogTail) => tail.reset()],
    ['a wake', (tail: LogTail) => tail.wake()],
  ] as const)
    it(`wakes who waits by ${name}, and has another version`, async () => {
      const tail = logTail(100);
      const version = tail.version();
      const changed = tail.changed();
      change(tail);
      await changed;
      expect(tail.version()).not.to.equal(version);
    });

  it('wakes nobody for nothing', () => {
    const tail = logTail(100);
    const version = tail.version();
    tail.push([]);
    expect(tail.version()).to.equal(version);
  });
});
