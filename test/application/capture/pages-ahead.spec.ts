import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { type DayRead } from '../../../src/application/capture/exports/day-page';
import { pagesAhead, type PagesAhead } from '../../../src/application/capture/exports/pages-ahead';
import { type ShapedPage } from '../../../src/application/capture/exports/shaped-page';

const DAY = '2026-10-01';

/** A day whose first revisions are gone, with events of one weight. */
interface Day {
  readonly first: number;
  readonly events: number;
  readonly bytes: number;
  /** A page of more is cut short. */
  readonly cut?: number;
}

const pageOf = ({ first, events, bytes, cut = Infinity }: Day, { cursor: { next }, maxCount }: DayRead): ShapedPage => {
  const from = Math.max(first, Number(next));
  const count = Math.max(0, Math.min(maxCount, cut, first + events - from));
  const entries = Array.from({ length: count }, (_, at) => ({
    kind: 'left-out' as const,
    revision: BigInt(from + at),
    because: 'notMatched' as const,
    hidden: false,
  }));
  return {
    entries,
    next: count === 0 ? next : BigInt(from + count),
    isEnd: count < Math.min(maxCount, cut),
    bytes: count * bytes,
  };
};

interface Asked {
  readonly pages: PagesAhead;
  readonly reads: DayRead[];
}

const MOST_EVENTS = 400;

const over = (day: Day, depth: number, fails: (read: number) => boolean = () => false): Asked => {
  const reads: DayRead[] = [];
  const pages = pagesAhead({
    shape: (read) => {
      reads.push(read);
      return Promise.resolve(
        fails(reads.length)
          ? E.left({ type: 'EventStoreUnavailable', retryable: true, outcome: 'not-written', detail: 'down' })
          : E.right(pageOf(day, read)),
      );
    },
    account: 23,
    before: 1_000_000n,
    depth: () => depth,
    mostEvents: () => MOST_EVENTS,
  });
  return { pages, reads };
};

const taken = async ({ pages }: Asked, next: bigint): Promise<ShapedPage> => {
  const page = await pages.take({ day: DAY, next });
  return E.isRight(page) ? page.right : expect.fail(page.left.type);
};

const revisionsFrom = async (asked: Asked, from: bigint): Promise<ReadonlyArray<number>> => {
  const revisions: number[] = [];
  for (let next = from; ;) {
    const page = await taken(asked, next);
    revisions.push(...page.entries.map(({ revision }) => Number(revision)));
    if (page.isEnd) return revisions;
    next = page.next;
  }
};

const days = fc.record({
  first: fc.nat(300),
  events: fc.nat(1500),
  bytes: fc.integer({ min: 1, max: 40_000 }),
  cut: fc.integer({ min: 1, max: 500 }),
});

describe('Pages of an export that are asked for ahead', () => {
  it('give each event of the day once and in order, wherever a turn begins and however many are asked for', async () => {
    await fc.assert(
      fc.asyncProperty(days, fc.nat(4), fc.nat(1800), async (day, depth, from) => {
        const asked = over(day, depth);
        const all = Array.from({ length: day.events }, (_, at) => day.first + at);
        expect(await revisionsFrom(asked, 0n)).to.deep.equal(all);
        asked.pages.begin({ day: DAY, next: BigInt(from) });
        expect(await revisionsFrom(asked, BigInt(from))).to.deep.equal(all.filter((revision) => revision >= from));
      }),
    );
  });

  it('are asked for at once, as many as wanted', async () => {
    const asked = over({ first: 0, events: 3000, bytes: 1000 }, 3);
    await taken(asked, 0n);
    await taken(asked, 100n);
    expect(asked.reads.map(({ cursor: { next } }) => next)).to.deep.equal([0n, 100n, 500n, 900n, 1300n]);
  });

  it('are not asked for ahead before it is known what their events weigh', async () => {
    const asked = over({ first: 0, events: 1000, bytes: 256 * 1024 }, 3);
    await taken(asked, 0n);
    expect(asked.reads).to.have.lengthOf(1);
    await taken(asked, 100n);
    expect(asked.reads.map(({ maxCount }) => maxCount)).to.deep.equal([100, 16, 16, 16, 16]);
  });

  it('are asked for one at a time where nothing is to be read ahead', async () => {
    const asked = over({ first: 0, events: 1000, bytes: 1000 }, 0);
    await taken(asked, 0n);
    expect(asked.reads).to.have.lengthOf(1);
  });

  it('keep what a turn left over for the next one', async () => {
    const asked = over({ first: 0, events: 1000, bytes: 1000 }, 0);
    await taken(asked, 0n);
    asked.pages.begin({ day: DAY, next: 40n });
    expect((await taken(asked, 40n)).entries[0]?.revision).to.equal(40n);
    expect(asked.reads).to.have.lengthOf(1);
  });

  it('are asked for again after a failure, also of one that was asked for ahead', async () => {
    for (const failing of [1, 2]) {
      const asked = over({ first: 0, events: 150, bytes: 1000 }, 1, (read) => read === failing);
      if (failing === 2) await taken(asked, 0n);
      const from = failing === 2 ? 100n : 0n;
      expect(E.isLeft(await asked.pages.take({ day: DAY, next: from }))).to.equal(true);
      expect(await revisionsFrom(asked, from)).to.have.lengthOf(150 - Number(from));
    }
  });
});
