import { expect } from 'chai';
import fc from 'fast-check';
import { type EventStore, type RecordedEvent } from '../../src/application/ports/event-store';
import { append, idsOf, must, readPrefixes, ROOMY, someEvents } from '../support/event-store-steps';
import { newTag, type OpenEventStore } from '../support/event-store-harness';

export const itReadsRanges = (open: OpenEventStore): void => {
  describe('reads the global order', () => {
    let store: EventStore;
    let dispose: () => Promise<void>;
    let tag: string;
    let before: bigint | null;
    beforeEach(async () => {
      ({ store, dispose } = await open());
      tag = newTag();
      before = await must(store.lastPosition());
    });
    afterEach(() => dispose());

    const streamsOf = (events: ReadonlyArray<RecordedEvent>): ReadonlyArray<string> =>
      events.map(({ stream }) => stream.slice(tag.length));
    const fill = async (streams: ReadonlyArray<string>): Promise<void> => {
      for (const stream of streams) await append(store, `${tag}${stream}`, someEvents(1));
    };

    it('knows the position of the newest event', async () => {
      const appended = await append(store, `${tag}-1`, someEvents(3));
      expect(await must(store.lastPosition())).to.equal(appended.position);
    });

    it('gives the events of several streams in the order they were appended', async () => {
      await fill(['-1', '-2', '-1', '-3', '-2']);
      const page = await readPrefixes(store, [`${tag}-`], before);
      expect(streamsOf(page.events)).to.deep.equal(['-1', '-2', '-1', '-3', '-2']);
      expect(page.complete).to.equal(true);
    });

    const all = ['', 'a-1', '-1', 'a', 'a-1-x', 'ab-7', '-10', 'a-2', 'a-1-y'];
    const cases: ReadonlyArray<readonly [string, ReadonlyArray<string>, ReadonlyArray<string>]> = [
      ['of a kind of streams', ['a-'], ['a-1', 'a-1-x', 'a-2', 'a-1-y']],
      ['by a prefix longer than the kind', ['a-1-'], ['a-1-x', 'a-1-y']],
      ['by a prefix that ends inside a word', ['-1'], ['-1', '-10']],
      ['by a prefix without a dash', ['a'], ['a-1', 'a', 'a-1-x', 'ab-7', 'a-2', 'a-1-y']],
      ['by several prefixes, merged', ['ab-', '-', 'a-2'], ['-1', 'ab-7', '-10', 'a-2']],
      ['by prefixes that cover one another, once each', ['a-1', 'a-', 'a-', 'a-1-x'], ['a-1', 'a-1-x', 'a-2', 'a-1-y']],
      ['by a prefix no stream has', ['zz'], []],
    ];
    for (const [name, prefixes, expected] of cases)
      it(name, async () => {
        await fill(all);
        const page = await readPrefixes(
          store,
          prefixes.map((prefix) => tag + prefix),
          before,
        );
        expect(streamsOf(page.events)).to.deep.equal(expected);
      });

    it('gives nothing when no prefix is asked for', async () => {
      await fill(['-1']);
      expect(await readPrefixes(store, [], before)).to.deep.equal({ events: [], complete: true });
    });

    it('begins after a position and ends with one', async () => {
      await fill(['-1', '-2', '-3', '-4']);
      const [first, , third] = (await readPrefixes(store, [`${tag}-`], before)).events;
      const page = await must(
        store.readRange({ prefixes: [`${tag}-`], after: first?.position ?? 0n, to: third?.position ?? 0n, ...ROOMY }),
      );
      expect(streamsOf(page.events)).to.deep.equal(['-2', '-3']);
      expect(page.complete).to.equal(true);
    });

    it('begins at an event when asked for what is behind the number before it', async () => {
      await fill(['-1', '-2', '-1']);
      const [, second] = (await readPrefixes(store, [`${tag}-`], before)).events;
      const page = await readPrefixes(store, [`${tag}-`], (second?.position ?? 0n) - 1n);
      expect(streamsOf(page.events)).to.deep.equal(['-2', '-1']);
    });

    it('begins at the start when asked for what is behind -1', async () => {
      await fill(['-1', '-2']);
      expect(streamsOf((await readPrefixes(store, [`${tag}-`], -1n)).events)).to.deep.equal(['-1', '-2']);
    });

    it('ends a page at the count and says that there is more', async () => {
      await fill(['-1', '-2', '-3']);
      const page = await must(
        store.readRange({ prefixes: [`${tag}-`], after: before, to: null, ...ROOMY, maxCount: 2 }),
      );
      expect(streamsOf(page.events)).to.deep.equal(['-1', '-2']);
      expect(page.complete).to.equal(false);
    });

    it('ends a page once its data exceeds the bytes, but never before the first event', async () => {
      await append(store, `${tag}-1`, someEvents(5, { data: JSON.stringify('x'.repeat(1000)) }));
      const sizes: number[] = [];
      for (const maxBytes of [1, 1500, 2500]) {
        const page = await must(
          store.readRange({ prefixes: [`${tag}-`], after: before, to: null, maxCount: 100, maxBytes }),
        );
        sizes.push(page.events.length);
        expect(page.complete).to.equal(false);
      }
      expect(sizes).to.deep.equal([1, 2, 3]);
    });

    it('leaves out what is not ours', async () => {
      await append(store, `${tag}-1`, someEvents(1));
      const page = await readPrefixes(store, [''], before);
      expect(page.events.every(({ stream }) => !stream.startsWith('$'))).to.equal(true);
      expect(streamsOf(page.events)).to.deep.equal(['-1']);
    });

    it('gives every event of the prefixes exactly once, whatever the pages', async () => {
      const name = fc.constantFrom('', '-1', '-2', 'a-1', 'a-1-x', 'a-2', 'b');
      const prefix = fc.constantFrom('', '-', '-1', 'a', 'a-', 'a-1', 'a-1-', 'b', 'zz');
      await fc.assert(
        fc.asyncProperty(
          fc.array(name, { maxLength: 12 }),
          fc.uniqueArray(prefix, { maxLength: 3 }),
          fc.integer({ min: 1, max: 4 }),
          async (streams, prefixes, maxCount) => {
            const own = newTag();
            const start = await must(store.lastPosition());
            const written: string[] = [];
            for (const stream of streams) {
              const events = someEvents(2);
              await append(store, own + stream, events);
              if (prefixes.some((one) => stream.startsWith(one))) written.push(...idsOf(events));
            }
            const read: string[] = [];
            let after = start;
            for (;;) {
              const asked = prefixes.map((one) => own + one);
              const page = await must(store.readRange({ prefixes: asked, after, to: null, ...ROOMY, maxCount }));
              read.push(...idsOf(page.events));
              after = page.events.at(-1)?.position ?? after;
              if (page.complete) break;
            }
            expect(read).to.deep.equal(written);
          },
        ),
        { numRuns: 30 },
      );
    });
  });
};
