import { expect } from 'chai';
import * as fc from 'fast-check';
import { wakeQueue } from '../../../src/application/capture/wake-queue';

type Step =
  | { readonly kind: 'set'; readonly key: number; readonly at: number }
  | { readonly kind: 'remove'; readonly key: number }
  | { readonly kind: 'due'; readonly now: number };

const key = fc.nat(30);
const at = fc.nat(100);
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('set' as const), key, at }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), key }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('due' as const), now: at }) },
);

/** The same by a plain map, sorted each time. */
const slowQueue = () => {
  const times = new Map<number, number>();
  const next = (): number | null => (times.size === 0 ? null : Math.min(...times.values()));
  return {
    times,
    next,
    due: (now: number): ReadonlyArray<number> => {
      const due = [...times].filter(([, time]) => time <= now).sort((one, other) => one[1] - other[1]);
      for (const [name] of due) times.delete(name);
      return due.map(([, time]) => time);
    },
  };
};

describe('A wake queue', () => {
  it('gives what is due in the order of its time, as a sorted list would', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 400 }), (made) => {
        const queue = wakeQueue<number>();
        const slow = slowQueue();
        for (const step of made) {
          if (step.kind === 'set') {
            queue.set(step.key, step.at);
            slow.times.set(step.key, step.at);
          } else if (step.kind === 'remove') {
            queue.remove(step.key);
            slow.times.delete(step.key);
          } else {
            const before = new Map(slow.times);
            const keys = queue.due(step.now);
            expect(keys.map((one) => before.get(one))).to.deep.equal(slow.due(step.now));
          }
          expect(queue.next()).to.equal(slow.next());
        }
      }),
    );
  });

  it('has one time for a name: the last one', () => {
    const queue = wakeQueue<string>();
    queue.set('a', 5);
    queue.set('a', 9);
    expect(queue.due(8)).to.deep.equal([]);
    expect(queue.due(9)).to.deep.equal(['a']);
    expect(queue.due(9)).to.deep.equal([]);
  });
});
