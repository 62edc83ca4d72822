import { expect } from 'chai';
import fc from 'fast-check';
import { type BlockRow, type RowQuery } from '../../src/application/ports/delivery-search';
import { cursorOf } from '../../src/application/read-models/delivery-search/row-order';
import { searchLog } from '../support/search-log';
import { aBlock, right, type SearchHarness } from './delivery-search.contract';

const BLOCKS = 30;

/** In both orders, page after page, whatever the filter. */
export const itListsBlocksInOrder = (open: () => Promise<SearchHarness>): void => {
  describe('that holds blocks captured at the same time and at others', () => {
    let harness: SearchHarness;
    const list = (query: Partial<RowQuery>): Promise<ReadonlyArray<BlockRow>> =>
      right(harness.search.blocks({ account: 1, limit: 1000, ...query }));
    const rootsOf = (rows: ReadonlyArray<BlockRow>): ReadonlyArray<string> => rows.map(({ root }) => root);

    before(async () => {
      harness = await open();
      const log = searchLog();
      for (const hook of [1, 2]) log.hookIs(hook, 'created');
      for (let n = 0; n < BLOCKS; n += 1) {
        const block = aBlock(`block-${String((n * 7) % BLOCKS)}`, BigInt(n - (n % 2)), BigInt(n), 1 + (n % 3));
        log.captured({ at: 10 * Math.floor(n / 4), blocks: [{ ...block, hook: 1 + (n % 2) }] });
      }
      await right(harness.search.apply(log.page()));
    });
    after(() => harness.dispose());

    it('lists oldest first what newest first is reversed', async () => {
      const newest = rootsOf(await list({}));
      expect(newest).to.have.length(BLOCKS);
      expect(rootsOf(await list({ order: 'oldest' }))).to.deep.equal(newest.toReversed());
    });

    it('gives every block once, page after page, until rows hold enough', () =>
      fc.assert(
        fc.asyncProperty(
          fc.record(
            {
              limit: fc.integer({ min: 1, max: 7 }),
              enough: fc.integer({ min: 1, max: 9 }),
              hook: fc.constantFrom(1, 2),
              order: fc.constantFrom('newest' as const, 'oldest' as const),
              state: fc.constantFrom('waiting' as const),
              capturedFrom: fc.constantFrom(0, 20),
              capturedTo: fc.constantFrom(40, 60),
            },
            { requiredKeys: ['limit'] },
          ),
          async ({ limit, enough, ...query }) => {
            const all = rootsOf(await list(query));
            const seen: string[] = [];
            for (
              let rows = await list({ ...query, limit, ...(enough !== undefined && { enough }) });
              rows.length > 0;
            ) {
              const counted = rows.slice(0, -1).reduce((sum, { n }) => sum + n, 0);
              expect(rows.length).to.be.at.most(limit);
              expect(counted).to.be.lessThan(enough ?? Infinity);
              seen.push(...rootsOf(rows));
              const last = rows.at(-1);
              rows = await list({
                ...query,
                limit,
                ...(enough !== undefined && { enough }),
                ...(last && { after: cursorOf(last) }),
              });
            }
            expect(seen).to.deep.equal(all);
          },
        ),
        { numRuns: 50 },
      ));
  });
};
