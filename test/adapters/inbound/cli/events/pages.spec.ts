import { expect } from 'chai';
import fc from 'fast-check';
import { type Page, pagesOf } from '../../../../../src/adapters/inbound/cli/events/pages';
import { type FileEvent } from '../../../../../src/adapters/inbound/cli/events/read-events';

const MIB = 1024 * 1024;
async function* given(events: ReadonlyArray<string>): AsyncGenerator<FileEvent> {
  for (const [index, text] of events.entries()) yield await Promise.resolve({ text, line: index + 1 });
}
const paged = async (events: ReadonlyArray<string>, skip = 0): Promise<ReadonlyArray<Page>> => {
  const pages: Page[] = [];
  for await (const page of pagesOf(given(events), skip)) pages.push(page);
  return pages;
};

describe('Events in pages', () => {
  it('are at most a thousand each, none lost, in order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3300 }), fc.integer({ min: 0, max: 1500 }), async (count, skip) => {
        const events = Array.from({ length: count }, (_, n) => String(n));
        const pages = await paged(events, skip);
        expect(pages.flatMap((page) => page.events)).to.deep.equal(events.slice(skip));
        for (const page of pages) {
          expect(page.events.length).to.be.within(1, 1000);
          expect(page.events[0]).to.equal(String(page.first));
          expect(page.lines).to.deep.equal(page.events.map((event) => Number(event) + 1));
        }
      }),
      { numRuns: 30 },
    );
  });

  it('stay below what the engine takes in bytes, which are more than characters', async () => {
    const large = `"${'é'.repeat(MIB)}"`;
    const pages = await paged([large, large, large, large, large]);
    expect(pages.map(({ events }) => events.length)).to.deep.equal([3, 2]);
    for (const { events } of pages) expect(Buffer.byteLength(`[${events.join(',')}]`)).to.be.below(8 * MIB);
  });

  it('send one alone that is too large, for the engine to refuse', async () => {
    const pages = await paged(['1', `"${'x'.repeat(9 * MIB)}"`, '2']);
    expect(pages.map(({ first, events }) => [first, events.length])).to.deep.equal([
      [0, 1],
      [1, 1],
      [2, 1],
    ]);
  });
});
