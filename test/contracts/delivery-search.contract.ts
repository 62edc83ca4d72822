import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type TaskEither } from 'fp-ts/TaskEither';
import { type DeliverySearch, type RowQuery } from '../../src/application/ports/delivery-search';
import { cursorOf } from '../../src/application/read-models/delivery-search/row-order';
import { type DeliveryRef, type ParkedDelivery } from '../../src/domain/parked/parked-event';
import { anOutcome } from '../support/outcome-builder';
import { type SearchLog, searchLog } from '../support/search-log';

export interface SearchHarness {
  readonly search: DeliverySearch;
  readonly dispose: () => Promise<void>;
}

export const right = async <T>(answer: TaskEither<unknown, T>): Promise<T> => {
  const answered = await answer();
  if (E.isLeft(answered)) throw new Error(JSON.stringify(answered.left));
  return answered.right;
};

export const aBlock = (id: string, from: bigint, to: bigint, n: number) =>
  ({ id, hook: 1, from, to, n, bytes: 100 * n, revision: 3 }) as const;

export const aRef = (root: string, index: number, round = 0): DeliveryRef => ({
  delivery: `delivery-${root}-${String(index)}`,
  event: `event-${root}-${String(index)}`,
  position: BigInt(index) + 1n,
  revision: 3,
  root,
  index,
  round,
});
export const aParked = (ref: DeliveryRef): ParkedDelivery => ({
  ...ref,
  eventType: 'click',
  attempts: 4,
  reason: 'status',
  sealed: '{}',
  bytes: 2,
});
const AT = '2026-11-23T00:00:00Z';

/** A hook with one block of three, of which the last is parked. */
export const withOneParked = (log: SearchLog): string => {
  log.hookIs(1, 'created');
  log.captured({ blocks: [aBlock('a', 1n, 9n, 3)] });
  const revision = log.parked({ type: 'DeliveriesParked', hook: 1, at: AT, deliveries: [aParked(aRef('a', 2))] });
  log.answered(
    anOutcome({ root: 'a', indexes: [0], at: 1 }),
    anOutcome({
      root: 'a',
      indexes: [2],
      answer: 'parked',
      parkedRevision: revision,
      reason: 'status',
      attempt: 4,
      at: 2,
    }),
  );
  return revision;
};
export const askedAgain = (log: SearchLog, from: 'parked' | 'delivered' | 'waiting', ref: DeliveryRef): string => {
  log.parked({
    type: 'RedeliveryAsked',
    ask: 'ask',
    hook: 1,
    at: AT,
    by: 'anna',
    deliveries: [{ ...ref, round: ref.round + 1, from, bytes: 2 }],
  });
  return 'ask/redelivery:0';
};

export const itBehavesLikeADeliverySearch = (open: () => Promise<SearchHarness>): void => {
  let harness: SearchHarness;
  let log: SearchLog;
  const mine: RowQuery = { account: 1, limit: 10 };
  const applied = () => right(harness.search.apply(log.page()));
  const newest = (query: Partial<RowQuery> = {}) => right(harness.search.blocks({ ...mine, ...query }));
  const roots = async (query: Partial<RowQuery> = {}) => (await newest(query)).map((row) => row.root);
  const counts = async () => (await newest()).map((row) => row.counts);
  const parkedNow = () => right(harness.search.parkedRevisions({ hook: 1, upTo: null, limit: 10 }));

  beforeEach(async () => {
    harness = await open();
    log = searchLog();
  });
  afterEach(() => harness.dispose());

  describe('that is empty', () => {
    it('asks for the log from its start', async () => {
      expect(await right(harness.search.position())).to.equal(null);
    });
    it('finds nothing', async () => {
      expect(await roots()).to.deep.equal([]);
    });
  });

  describe('that holds a block with answers', () => {
    beforeEach(async () => {
      withOneParked(log);
      await applied();
    });

    it('remembers how far it read', async () => {
      expect(await right(harness.search.position())).to.equal(log.events().at(-1)?.position);
    });
    it('counts each delivery in its state', async () => {
      expect(await counts()).to.deep.equal([{ waiting: 1, delivered: 1, parked: 1, discarded: 0 }]);
    });
    it('says how each delivery stands', async () => {
      const [row] = await newest();
      expect(row?.standings.map((standing) => standing.answer)).to.deep.equal(['delivered', 'untried', 'parked']);
      expect(row?.standings[2]).to.include({ reason: 'status', attempt: 4, parkedRevision: '0', at: 2 });
    });
    it('says where its attempts are in the log', async () => {
      const [row] = await newest();
      expect(row?.outcomes).to.deep.equal([{ stream: 'outcomes-0', revision: 0n }]);
    });
    it('lists the parked event, and finds the parked delivery by its id', async () => {
      expect(await parkedNow()).to.deep.equal([0n]);
      expect(await right(harness.search.named(1, ['delivery-a-2', 'delivery-a-9']))).to.deep.equal([
        { delivery: 'delivery-a-2', place: { root: 'a', index: 2 } },
      ]);
    });
    it('does not know the delivery under another hook', async () => {
      expect(await right(harness.search.named(2, ['delivery-a-2']))).to.deep.equal([]);
    });
    it('finds the block by its root, and none that is not there', async () => {
      expect((await right(harness.search.rows(['a', 'z']))).map((row) => row.root)).to.deep.equal(['a']);
    });
    it('shows it to no other account', async () => {
      expect(await roots({ account: 2 })).to.deep.equal([]);
      expect(await right(harness.search.covering({ account: 2, hook: 1, position: 5n }))).to.deep.equal([]);
    });
    it('finds it by a position inside its stretch and not beyond', async () => {
      const at = async (position: bigint) => (await right(harness.search.covering({ account: 1, position }))).length;
      expect([await at(0n), await at(1n), await at(9n), await at(10n)]).to.deep.equal([0, 1, 1, 0]);
    });
    it('keeps which events of its stretch it took, where its record says so', async () => {
      log.captured({ blocks: [{ ...aBlock('b', 10n, 14n, 2), picks: '4' }] });
      await applied();
      const rows = await right(harness.search.rows(['a', 'b']));
      expect(rows.map(({ picks }) => picks)).to.deep.equal([undefined, '4']);
    });
    it('finds it by the states it holds', async () => {
      expect(await roots({ state: 'parked' })).to.deep.equal(['a']);
      expect(await roots({ state: 'discarded', hook: 1 })).to.deep.equal([]);
    });
  });

  describe('that holds blocks of several pages', () => {
    beforeEach(async () => {
      log.hookIs(1, 'created');
      log.captured({ at: 10, blocks: [aBlock('a', 1n, 2n, 1), aBlock('b', 3n, 4n, 1)] });
      log.captured({ at: 20, blocks: [{ ...aBlock('c', 5n, 6n, 1), hook: 2 }] });
      log.hookIs(2, 'created', 1);
      log.captured({ at: 30, blocks: [{ ...aBlock('d', 7n, 8n, 1), hook: 2 }, aBlock('e', 7n, 8n, 1)] });
      await applied();
    });

    it('lists the newest first', async () => {
      expect(await roots()).to.deep.equal(['e', 'd', 'b', 'a']);
    });
    it('goes on behind a cursor, whatever was captured since', async () => {
      const page = await newest({ limit: 2 });
      log.captured({ at: 40, blocks: [aBlock('f', 9n, 9n, 1)] });
      await right(harness.search.apply(log.page(log.events().length - 1)));
      const last = page.at(-1);
      expect(await roots(last && { after: cursorOf(last) })).to.deep.equal(['b', 'a']);
    });
    it('keeps to one hook, and to a time', async () => {
      expect(await roots({ hook: 1 })).to.deep.equal(['e', 'b', 'a']);
      expect(await roots({ capturedFrom: 10, capturedTo: 29 })).to.deep.equal(['b', 'a']);
    });
  });

  describe('that was cleared', () => {
    beforeEach(async () => {
      log.captured({ parked: [{ hook: 1, delivery: 'x', position: 5n, reason: 'no database', parkedRevision: '0' }] });
      withOneParked(log);
      askedAgain(log, 'parked', aRef('a', 2));
      await applied();
      await right(harness.search.clear());
    });

    it('asks for the log from its start', async () => {
      expect(await right(harness.search.position())).to.equal(null);
    });
    it('holds nothing of what it held', async () => {
      expect(await roots()).to.deep.equal([]);
      expect(await parkedNow()).to.deep.equal([]);
      expect(await right(harness.search.named(1, ['delivery-a-2']))).to.deep.equal([]);
      expect(await right(harness.search.rows(['a', 'x']))).to.deep.equal([]);
    });
    it('is filled as a new one is', async () => {
      const other = await open();
      const again = searchLog();
      withOneParked(again);
      await right(harness.search.apply(again.page()));
      await right(other.search.apply(again.page()));
      expect(await newest()).to.deep.equal(await right(other.search.blocks(mine)));
      expect(await counts()).to.deep.equal([{ waiting: 1, delivered: 1, parked: 1, discarded: 0 }]);
      await other.dispose();
    });
  });

  describe('that saw a redelivery of a parked delivery', () => {
    beforeEach(() => {
      withOneParked(log);
    });

    it('counts it as waiting, and lists it as parked no more', async () => {
      askedAgain(log, 'parked', aRef('a', 2));
      await applied();
      expect(await counts()).to.deep.equal([{ waiting: 2, delivered: 1, parked: 0, discarded: 0 }]);
      expect(await parkedNow()).to.deep.equal([]);
    });
    it('counts it as delivered once its new block was', async () => {
      log.answered(anOutcome({ root: askedAgain(log, 'parked', aRef('a', 2)), round: 1, at: 9 }));
      await applied();
      const [row] = await newest();
      expect(row?.counts).to.deep.equal({ waiting: 1, delivered: 2, parked: 0, discarded: 0 });
      expect(row?.resent).to.deep.equal([{ index: 2, place: { root: 'ask/redelivery:0', index: 0 } }]);
    });
    it('does not let a late answer of the old round decide', async () => {
      askedAgain(log, 'parked', aRef('a', 2));
      log.answered(anOutcome({ root: 'a', indexes: [2], answer: 'discarded' }));
      await applied();
      expect(await counts()).to.deep.equal([{ waiting: 2, delivered: 1, parked: 0, discarded: 0 }]);
    });
    it('leaves it alone when it is asked for twice', async () => {
      askedAgain(log, 'parked', aRef('a', 2));
      askedAgain(log, 'parked', aRef('a', 2));
      await applied();
      expect((await newest())[0]?.resent).to.have.length(1);
    });
  });

  describe('that saw a resend of a delivered one', () => {
    it('changes no total, whatever comes of it', async () => {
      withOneParked(log);
      log.answered(anOutcome({ root: askedAgain(log, 'delivered', aRef('a', 0)), answer: 'failed', round: 1 }));
      await applied();
      expect(await counts()).to.deep.equal([{ waiting: 1, delivered: 1, parked: 1, discarded: 0 }]);
    });
  });

  describe('that saw a decision to discard', () => {
    it('counts the parked and the waiting one it names as discarded', async () => {
      withOneParked(log);
      const deliveries = [
        { ...aRef('a', 2), from: 'parked' as const },
        { ...aRef('a', 1), from: 'waiting' as const },
        { ...aRef('a', 0), from: 'waiting' as const },
      ];
      log.parked({ type: 'DeliveriesDiscarded', hook: 1, at: AT, by: 'anna', reason: 'obsolete', deliveries });
      await applied();
      expect(await counts()).to.deep.equal([{ waiting: 0, delivered: 1, parked: 0, discarded: 2 }]);
      expect((await newest())[0]?.standings[1]).to.include({ answer: 'discarded', reason: 'obsolete' });
      expect(await parkedNow()).to.deep.equal([]);
    });
  });

  describe('that saw the end of what waits', () => {
    for (const change of ['deleted', 'resumed skipping'] as const)
      it(`counts it as discarded when the hook is ${change}, unless it turns out delivered`, async () => {
        log.hookIs(1, 'created');
        log.captured({ blocks: [aBlock('a', 1n, 9n, 3)] });
        log.hookIs(1, change);
        log.captured({ blocks: [aBlock('b', 10n, 11n, 1)] });
        log.answered(anOutcome({ root: 'a', indexes: [1] }));
        await applied();
        expect((await right(harness.search.rows(['a', 'b']))).map((row) => row.counts)).to.deep.equal([
          { waiting: 0, delivered: 1, parked: 0, discarded: 2 },
          { waiting: 0, delivered: 0, parked: 0, discarded: 1 },
        ]);
      });
  });

  describe('that saw an event which could not be shaped', () => {
    it('lists it as parked, by itself', async () => {
      log.hookIs(1, 'created');
      const [only] = [aRef('delivery-x', 0)];
      const parkedRevision = log.parked({ type: 'DeliveriesParked', hook: 1, at: AT, deliveries: [aParked(only)] });
      const parked = [{ hook: 1, delivery: 'delivery-x', position: 5n, reason: 'no database', parkedRevision }];
      log.captured({ blocks: [aBlock('a', 1n, 9n, 3)], parked });
      await applied();
      const covering = await right(harness.search.covering({ account: 1, position: 5n }));
      expect(covering.map((row) => [row.root, row.kind])).to.have.deep.members([
        ['a', 'stretch'],
        ['delivery-x', 'at-once'],
      ]);
      expect(await parkedNow()).to.deep.equal([0n]);
    });
  });

  describe('that meets an event it cannot read', () => {
    it('leaves it out, names it and goes on', async () => {
      withOneParked(log);
      const page = log.page();
      const damaged = page.events.map((event, at) => (at === 1 ? { ...event, data: '{}' } : event));
      const corrupt = await right(harness.search.apply({ ...page, events: damaged }));
      expect(corrupt).to.have.length(1);
      expect(await right(harness.search.position())).to.equal(log.events().at(-1)?.position);
    });
  });

  it('comes to the same rows page by page as in one go', async () => {
    withOneParked(log);
    log.answered(anOutcome({ root: askedAgain(log, 'parked', aRef('a', 2)), round: 1, answer: 'failed', at: 9 }));
    const other = await open();
    await applied();
    for (let at = 0; at < log.events().length; at += 1) await right(other.search.apply(log.page(at, at + 1)));
    expect(await right(other.search.blocks(mine))).to.deep.equal(await newest());
    await other.dispose();
  });
};
