import { expect } from 'chai';
import fc from 'fast-check';
import { type DeliveryPage, type DeliveryQuery } from '../../../src/application/use-cases/deliveries';
import { right } from '../../contracts/delivery-search.contract';
import { type DeliveryWorld, deliveryWorld } from '../../support/delivery-world';
import { anOutcome } from '../../support/outcome-builder';

const me = { account: 1, name: 'anna' };
const SIZES = [3, 1, 4, 1, 5];
const STATES = [undefined, 'delivered', 'waiting'] as const;
const ORDERS = [undefined, 'newest', 'oldest'] as const;

const idsOf = ({ deliveries }: DeliveryPage): ReadonlyArray<string> => deliveries.map(({ delivery }) => delivery);

describe('Pages of deliveries (behaviour 47)', () => {
  let world: DeliveryWorld;

  const find = (query: Partial<DeliveryQuery>): Promise<DeliveryPage> =>
    right(world.deliveries.find(me, { limit: 50, ...query }));
  const given = (cursor: string | undefined): Partial<DeliveryQuery> => (cursor === undefined ? {} : { cursor });

  /** Blocks of several sizes; of each the first delivery is delivered, all others wait. */
  before(async () => {
    world = await deliveryWorld();
    for (const size of SIZES) {
      const positions = await world.clicks(size);
      const [from = 0n] = positions;
      const root = await world.block(from, positions.at(-1) ?? from, size);
      await world.answered(anOutcome({ root, indexes: [0], at: 1000, status: 200 }));
    }
  });

  it('hold the same from either end: oldest first is newest first, reversed', async () => {
    for (const state of STATES) {
      const query = state === undefined ? {} : { state };
      const newest = idsOf(await find(query));
      expect(idsOf(await find({ ...query, order: 'oldest' }))).to.deep.equal(newest.toReversed());
      expect(newest).to.have.length(state === 'delivered' ? 5 : state === 'waiting' ? 9 : 14);
    }
  });

  it('lead on to the end and back to the beginning, whatever their size, order and filter', () =>
    fc.assert(
      fc.asyncProperty(
        fc.record({
          limit: fc.integer({ min: 1, max: 6 }),
          order: fc.constantFrom(...ORDERS),
          state: fc.constantFrom(...STATES),
        }),
        async ({ limit, order, state }) => {
          const query = { ...(order !== undefined && { order }), ...(state !== undefined && { state }) };
          const all = idsOf(await find(query));
          const pages: DeliveryPage[] = [];
          let next: string | undefined;
          do {
            const page = await find({ ...query, limit, ...given(next) });
            expect(page.previous === undefined).to.equal(pages.length === 0);
            pages.push(page);
            next = page.next;
          } while (next !== undefined);
          expect(pages.flatMap(idsOf)).to.deep.equal(all);
          let back = pages.pop();
          while (back?.previous !== undefined) {
            const before = await find({ ...query, limit, ...given(back.previous) });
            expect(idsOf(before)).to.deep.equal(idsOf(pages.at(-1) ?? { deliveries: [] }));
            const forth = await find({ ...query, limit, ...given(before.next) });
            expect(idsOf(forth)).to.deep.equal(idsOf(back));
            back = before;
            pages.pop();
          }
          expect(pages).to.have.length(0);
        },
      ),
      { numRuns: 60 },
    ));

  it('are refused with a cursor of nowhere', async () => {
    const answer = await world.deliveries.find(me, { limit: 5, cursor: 'pp1.2.3.x' })();
    expect(answer).to.deep.include({ _tag: 'Left' });
  });
});
