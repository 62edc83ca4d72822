import { expect } from 'chai';
import * as fc from 'fast-check';
import { type IdWindow, idWindow, type IdWindowLimits } from '../../../../src/application/capture/copies/id-window';

const idOf = (number: number): string => `00000000-0000-5000-8000-${number.toString(16).padStart(12, '0')}`;

const taking =
  (window: IdWindow) =>
  (number: number, position: number, recordedAt: number): bigint | null =>
    window.take({ id: idOf(number), position: BigInt(position), recordedAt });

interface Taken {
  readonly id: string;
  readonly position: bigint;
  readonly recordedAt: number;
}

/** The same, by looking at everything that was ever taken. */
const looked = (before: ReadonlyArray<Taken>, { id, recordedAt }: Taken, limits: IdWindowLimits): boolean =>
  before.slice(-limits.mostIds + 1).some((one) => one.id === id && recordedAt - one.recordedAt <= limits.forMs);

describe('The window of ids', () => {
  it('tells of an id that comes again where it came first', () => {
    const take = taking(idWindow({ forMs: 1000, aheadMs: 0, mostIds: 8 }));
    expect([take(1, 10, 0), take(2, 11, 0), take(1, 12, 400), take(1, 13, 800)]).to.deep.equal([null, null, 10n, 10n]);
  });

  it('knows an id for its time after it was last recorded, and no longer', () => {
    const take = taking(idWindow({ forMs: 1000, aheadMs: 0, mostIds: 8 }));
    expect([take(1, 10, 0), take(1, 11, 1000), take(1, 12, 2000), take(1, 13, 3001)]).to.deep.equal([
      null,
      10n,
      10n,
      null,
    ]);
  });

  it('answers the same when what it took is taken again by one who comes later', () => {
    const ids = fc.nat(12).map(idOf);
    const events = fc.array(fc.record({ id: ids, after: fc.nat(4) }), { minLength: 1, maxLength: 100 });
    fc.assert(
      fc.property(events, fc.nat(20), (given, ahead) => {
        const window = idWindow({ forMs: 50, aheadMs: 4 * (ahead + 1), mostIds: 4096 });
        const alone = idWindow({ forMs: 50, aheadMs: 0, mostIds: 4096 });
        let recordedAt = 0;
        const taken = given.map(({ id, after }, at) => {
          recordedAt += after;
          return { id, position: BigInt(at), recordedAt };
        });
        for (const [at, event] of taken.entries()) {
          window.take(event);
          const behind = taken[at - ahead];
          if (behind !== undefined && ahead <= 12) expect(window.take(behind)).to.equal(alone.take(behind));
        }
      }),
    );
  });

  it('forgets the oldest when there are too many, and says so', () => {
    const window = idWindow({ forMs: 1000, aheadMs: 0, mostIds: 2 });
    const take = taking(window);
    expect([take(1, 1, 0), take(2, 2, 0), window.cutShort(), take(3, 3, 0), take(1, 4, 0)]).to.deep.equal([
      null,
      null,
      0,
      null,
      null,
    ]);
    expect(window.cutShort()).to.equal(2);
  });

  it('knows what a walk over everything would find, through growth, forgetting and collisions', () => {
    const limits = { forMs: 50, aheadMs: 0, mostIds: 4096 };
    const ids = fc.oneof(fc.nat(30).map(idOf), fc.uuid());
    const events = fc.array(fc.record({ id: ids, after: fc.nat(4) }), { maxLength: 200, size: 'max' });
    fc.assert(
      fc.property(events, (given) => {
        const window = idWindow(limits);
        const before: Taken[] = [];
        let recordedAt = 0;
        for (const [at, { id, after }] of given.entries()) {
          recordedAt += after;
          const taken = { id, position: BigInt(at), recordedAt };
          expect(window.take(taken) !== null).to.equal(looked(before, taken, limits));
          before.push(taken);
        }
      }),
    );
  });

  it('finds every id of many thousands again after it has grown', () => {
    const take = taking(idWindow({ forMs: 1000, aheadMs: 0, mostIds: 65_536 }));
    for (let number = 0; number < 20_000; number += 1) expect(take(number, number, 0)).to.equal(null);
    for (let number = 0; number < 20_000; number += 1) expect(take(number, 30_000, 1)).to.equal(BigInt(number));
  });
});
