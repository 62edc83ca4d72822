import { expect } from 'chai';
import fc from 'fast-check';
import { logSubscription } from '../../../../../src/adapters/outbound/event-store/sqlite/log-subscription';
import { logTail, type TailEvent } from '../../../../../src/adapters/outbound/event-store/sqlite/log-tail';
import { sqliteEventStore } from '../../../../../src/adapters/outbound/event-store/sqlite/sqlite-event-store';
import { type EventSubscription } from '../../../../../src/application/ports/event-store';
import { append, idsOf, must, ROOMY, someEvents, take } from '../../../../support/event-store-steps';
import { recorded } from '../../../../support/recorded-event';
import { newFolder } from '../../../../support/sqlite-event-store-harness';
import { waitUntil } from '../../../../support/wait-until';
import { watchedSqlite } from '../../../../support/watched-sqlite';

const DATA = JSON.stringify('x'.repeat(100));
const STREAMS = ['a-1', 'a-2', 'ab', 'b-1'];

type Step =
  | { readonly kind: 'append'; readonly stream: string; readonly count: number }
  | { readonly kind: 'read'; readonly reader: number; readonly pages: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constant('append' as const),
    stream: fc.constantFrom(...STREAMS),
    count: fc.integer({ min: 1, max: 6 }),
  }),
  fc.record({ kind: fc.constant('read' as const), reader: fc.nat({ max: 2 }), pages: fc.integer({ min: 1, max: 3 }) }),
);
const readers = fc.tuple(
  ...Array.from({ length: 3 }, () =>
    fc.record({
      prefixes: fc.uniqueArray(fc.constantFrom('a-', 'a', 'b-1', 'a-2', ''), { minLength: 1, maxLength: 2 }),
      maxCount: fc.integer({ min: 1, max: 5 }),
    }),
  ),
);

describe('A subscription between database and tail', () => {
  it('gives every event of its prefixes once and in order, however it falls behind and catches up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 40 }),
        readers,
        fc.constantFrom(1, 1500, 4000, 100_000),
        async (steps, kinds, tailBytes) => {
          const { path, remove } = newFolder();
          const store = sqliteEventStore({ path, tailBytes });
          const written: { readonly stream: string; readonly id: string }[] = [];
          const walks = kinds.map(({ prefixes, maxCount }) => ({
            prefixes,
            subscription: store.subscribe({ prefixes, after: null, maxCount, maxBytes: 100_000 }),
            received: [] as string[],
          }));
          const wanted = (prefixes: ReadonlyArray<string>): ReadonlyArray<string> =>
            written.filter(({ stream }) => prefixes.some((prefix) => stream.startsWith(prefix))).map(({ id }) => id);
          const read = async (walk: (typeof walks)[number], pages: number): Promise<void> => {
            for (let page = 0; page < pages && walk.received.length < wanted(walk.prefixes).length; page += 1)
              walk.received.push(...idsOf((await walk.subscription.next()) ?? []));
          };
          for (const each of steps) {
            if (each.kind === 'append') {
              const events = someEvents(each.count, { data: DATA });
              await append(store, each.stream, events);
              written.push(...events.map(({ id }) => ({ stream: each.stream, id })));
            } else {
              const walk = walks[each.reader];
              if (walk !== undefined) await read(walk, each.pages);
            }
          }
          for (const walk of walks) {
            await read(walk, Infinity);
            expect(walk.received).to.deep.equal(wanted(walk.prefixes));
          }
          await store.close();
          remove();
        },
      ),
      { numRuns: 60 },
    );
  }).timeout(60_000);

  describe('that keeps up', () => {
    let folder: ReturnType<typeof newFolder>;
    const sqlite = watchedSqlite();
    let store: ReturnType<typeof sqliteEventStore>;
    let subscription: EventSubscription;
    beforeEach(async () => {
      folder = newFolder();
      store = sqliteEventStore({ path: folder.path, open: sqlite.open });
      const { position } = await append(store, 'a-1', someEvents(1));
      subscription = store.subscribe({ prefixes: ['a-'], after: position, ...ROOMY });
      await append(store, 'a-1', someEvents(1));
      await take(subscription, 1);
    });
    afterEach(async () => {
      subscription.close();
      await store.close();
      folder.remove();
    });

    it('is served from memory: the database is not asked', async () => {
      for (let round = 0; round < 10; round += 1) {
        await append(store, 'a-1', someEvents(5));
        const before = sqlite.rows();
        expect(await take(subscription, 5)).to.have.length(5);
        expect(sqlite.rows()).to.equal(before);
      }
    });

    it('gets the very same events as other subscribers', async () => {
      const second = store.subscribe({ prefixes: [''], after: await must(store.lastPosition()), ...ROOMY });
      const pages = Promise.all([subscription.next(), second.next()]);
      await append(store, 'a-1', someEvents(1));
      const [first, other] = await pages;
      expect(first?.[0]).to.equal(other?.[0]);
    });

    it('sees what the database has', async () => {
      const events = someEvents(2, { metadata: '{"m":1}' });
      await append(store, 'a-1', events);
      const live = await take(subscription, 2);
      const page = await must(
        store.readStream('a-1', { direction: 'forwards', from: live[0]?.revision ?? 0n, maxCount: 2 }),
      );
      expect(live).to.deep.equal(page.events);
    });
  });

  describe('whose database could not be read for a moment', () => {
    const tailEvent = (position: number): TailEvent => ({
      event: recorded({ stream: 'a-1', position: BigInt(position) }),
      position,
      bytes: 100,
    });

    it('goes on from the tail, and then waits without turning in circles', async () => {
      const tail = logTail(1000);
      let looks = 0;
      const subscription = logSubscription(
        { prefixes: ['a-'], after: null, ...ROOMY },
        {
          tail: {
            ...tail,
            reachesBackTo: (position) => {
              looks += 1;
              if (looks > 20) throw new Error('turned in circles');
              return tail.reachesBackTo(position);
            },
          },
          readHistory: () => Promise.resolve(null),
          isClosed: () => false,
          pause: () => {
            tail.push([tailEvent(1)]);
            return Promise.resolve();
          },
        },
      );
      expect((await subscription.next())?.map(({ position }) => position)).to.deep.equal([1n]);
      const next = subscription.next();
      await waitUntil(() => looks >= 3);
      tail.push([tailEvent(2)]);
      expect((await next)?.map(({ position }) => position)).to.deep.equal([2n]);
      subscription.close();
    });

    it('pauses longer after each failure, and is patient again after a success', async () => {
      const tail = logTail(1000);
      const pauses: number[] = [];
      const answers = [null, null, 1, null, 2];
      const subscription = logSubscription(
        { prefixes: ['a-'], after: null, ...ROOMY },
        {
          tail,
          readHistory: () => {
            const position = answers.shift() ?? null;
            if (position === null) return Promise.resolve(null);
            return Promise.resolve({ events: [tailEvent(position).event], complete: false, end: 9 });
          },
          isClosed: () => false,
          pause: (failures) => {
            pauses.push(failures);
            return Promise.resolve();
          },
        },
      );
      expect(await take(subscription, 2)).to.have.length(2);
      expect(pauses).to.deep.equal([1, 2, 1]);
    });
  });
});
