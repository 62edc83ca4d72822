import { expect } from 'chai';
import { countedOn, newRecount, type RecountFact, recounted } from '../../../src/domain/audit/recount';
import { sumOfRecount } from '../../../src/domain/audit/recounted-sum';
import { type AnswerKind } from '../../../src/domain/delivery/outcome';
import { type DeliveryRef } from '../../../src/domain/parked/parked-event';

const captured = (n: number, { hook = 1, to = 9n, skipped = 0 } = {}): RecountFact => ({
  type: 'captured',
  page: {
    type: 'PageCaptured',
    position: to,
    at: 0,
    blocks: n === 0 ? [] : [{ id: 'a', hook, from: 1n, to, n, bytes: 1, revision: 0 }],
    open: [],
    parked: [],
    behind: skipped === 0 ? [] : [{ hook, after: to, skipped }],
    caughtUp: [],
  },
});
const answered = (answer: AnswerKind, indexes: ReadonlyArray<number>, { root = 'a', hook = 1 } = {}): RecountFact => ({
  type: 'answered',
  outcome: {
    account: 1,
    hook,
    block: root,
    root,
    turn: 0,
    publication: '0.1',
    hookRevision: 0,
    sentRevision: 0,
    at: 0,
    probe: false,
    answers: [{ answer, indexes, round: 0, attempt: 1 }],
    streak: { failures: 0, broken: false },
    gone: false,
    restMs: 0,
  },
});
const ref = (index: number): DeliveryRef => ({
  delivery: 'd',
  event: 'e',
  position: 1n,
  revision: 0,
  root: 'a',
  index,
  round: 1,
});
const redelivered = (from: 'parked' | 'delivered' | 'waiting', index: number): RecountFact => ({
  type: 'redelivered',
  blocks: [{ root: 'r', revision: 0, deliveries: [{ ...ref(index), from, bytes: 1 }] }],
});
const discarded = (from: 'parked' | 'waiting', index: number): RecountFact => ({
  type: 'discarded',
  deliveries: [{ ...ref(index), from }],
});

const given = (...facts: ReadonlyArray<RecountFact>) => ({
  thenSum: (
    captured: number,
    rest: { delivered?: number; parked?: number; discarded?: number; waiting?: number },
  ): void => {
    const none = { delivered: 0, parked: 0, discarded: 0, waiting: 0 };
    expect(sumOfRecount(facts.reduce(recounted, newRecount(1)))).to.deep.equal({ captured, ...none, ...rest });
  },
});

describe('The recount of a hook, gone on from a snapshot', () => {
  const block = { root: 'a', waiting: [0, 4], parked: [1], discarded: [2] };
  const before = { captured: 30, delivered: 25, parked: 1, discarded: 2, blocks: [block] };
  const after = (...facts: ReadonlyArray<RecountFact>) =>
    sumOfRecount(facts.reduce(recounted, countedOn(newRecount(1), before)));

  it('has the totals of the snapshot', () => {
    expect(after()).to.deep.equal({ captured: 30, delivered: 25, parked: 1, discarded: 2, waiting: 2 });
  });

  it('moves what could still change, each to the stronger total', () => {
    const answers = [answered('delivered', [1, 2, 4]), answered('parked', [0])];
    expect(after(...answers)).to.deep.equal({ captured: 30, delivered: 28, parked: 1, discarded: 1, waiting: 0 });
  });

  it('counts nothing again that was settled', () => {
    expect(after(answered('delivered', [3]), answered('parked', [3, 9]))).to.deep.equal(after());
  });

  it('adds what is captured from then on', () => {
    const page = captured(3);
    const renamed = page.type === 'captured' ? page.page.blocks.map((one) => ({ ...one, id: 'b' })) : [];
    const more: RecountFact = page.type === 'captured' ? { ...page, page: { ...page.page, blocks: renamed } } : page;
    expect(after(more)).to.deep.include({ captured: 33, waiting: 5 });
  });
});

describe('The recount of a hook', () => {
  it('has everything waiting that was captured and not answered', () => given(captured(3)).thenSum(3, { waiting: 3 }));

  it('counts each answer once, also when it comes twice', () =>
    given(captured(3), answered('delivered', [0]), answered('delivered', [0, 1])).thenSum(3, {
      delivered: 2,
      waiting: 1,
    }));

  it('leaves failed and returned ones waiting', () =>
    given(captured(2), answered('failed', [0]), answered('returned', [1])).thenSum(2, { waiting: 2 }));

  it('counts the strongest answer, whichever came first', () => {
    given(captured(1), answered('parked', [0]), answered('delivered', [0])).thenSum(1, { delivered: 1 });
    given(captured(1), answered('delivered', [0]), answered('parked', [0])).thenSum(1, { delivered: 1 });
    given(captured(2), answered('discarded', [0, 1]), answered('parked', [0]), answered('delivered', [1])).thenSum(2, {
      delivered: 1,
      discarded: 1,
    });
  });

  it('takes no notice of other hooks, unknown blocks and indexes that are not there', () =>
    given(
      captured(1),
      captured(5, { hook: 2 }),
      answered('delivered', [0], { hook: 2 }),
      answered('delivered', [0], { root: 'z' }),
      answered('delivered', [7]),
    ).thenSum(1, { waiting: 1 }));

  it('has a redelivered one waiting, and counts what its new block came to', () => {
    given(captured(1), answered('parked', [0]), redelivered('parked', 0)).thenSum(1, { waiting: 1 });
    given(
      captured(1),
      answered('parked', [0]),
      redelivered('parked', 0),
      answered('delivered', [0]),
      answered('parked', [0], { root: 'r' }),
    ).thenSum(1, { parked: 1 });
  });

  it('changes no total for what was sent again after it was delivered', () =>
    given(
      captured(1),
      answered('delivered', [0]),
      redelivered('delivered', 0),
      answered('parked', [0], { root: 'r' }),
    ).thenSum(1, { delivered: 1 }));

  it('counts what a person discarded, as long as it stood as the person saw it', () => {
    given(captured(2), answered('parked', [0]), discarded('parked', 0), discarded('waiting', 1)).thenSum(2, {
      discarded: 2,
    });
    given(captured(1), answered('delivered', [0]), discarded('parked', 0)).thenSum(1, { delivered: 1 });
  });

  describe('that was deleted, or resumed without what waited', () => {
    const ended: RecountFact = { type: 'ended', position: 20n, deleted: true };

    it('has nothing waiting, and a late success still counts as delivered', () =>
      given(captured(2), ended, answered('delivered', [1])).thenSum(2, { discarded: 1, delivered: 1 }));
    it('counts what was recorded later from before the end as discarded', () =>
      given(ended, captured(2, { to: 20n })).thenSum(2, { discarded: 2 }));
    it('counts what was only counted as captured and discarded', () =>
      given(captured(0, { skipped: 7 })).thenSum(7, { discarded: 7 }));
    it('lets no redelivery move anything any more', () =>
      given(captured(1), answered('parked', [0]), ended, redelivered('parked', 0)).thenSum(1, { parked: 1 }));
  });
});
