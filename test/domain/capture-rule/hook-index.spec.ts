import { expect } from 'chai';
import * as fc from 'fast-check';
import { type CaptureRule } from '../../../src/domain/capture-rule/capture-rule';
import { type Matchable } from '../../../src/domain/capture-rule/deciding-clause';
import { hookIndex, type HookIndex } from '../../../src/domain/capture-rule/hook-index';
import { matches } from '../../../src/domain/capture-rule/matches';
import { plainlyMatches, someMatchable, someRule } from './some-rule';

const anEvent = (subjects: Matchable['subjects'], more: Partial<Matchable> = {}): Matchable => ({
  account: 1,
  type: 'open',
  capture: true,
  subjects,
  ...more,
});

const candidateIds = (index: HookIndex, event: Matchable): ReadonlyArray<number> =>
  index.candidates(event).map(({ hook }) => hook);

/** An index of so many hooks of one account and one type, hook n made by n. */
const indexOf = (count: number, ruleOf: (n: number) => Partial<CaptureRule>): HookIndex => {
  const index = hookIndex();
  for (let n = 1; n <= count; n += 1) index.add(n, 0, { account: 1, types: ['open'], filters: {}, ...ruleOf(n) });
  return index;
};

const someStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ hook: fc.integer({ min: 1, max: 8 }), rule: someRule }) },
  { weight: 1, arbitrary: fc.record({ hook: fc.integer({ min: 1, max: 8 }), rule: fc.constant(null) }) },
);

describe('The index of hooks', () => {
  it('finds, once checked, exactly the hooks that a walk over all of them finds, in the order of their ids', () => {
    fc.assert(
      fc.property(fc.array(someStep, { maxLength: 24 }), fc.array(someMatchable, { minLength: 1 }), (steps, events) => {
        const index = hookIndex();
        const all = new Map<number, CaptureRule>();
        for (const { hook, rule } of steps) {
          if (rule === null) index.remove(hook);
          else index.add(hook, 0, rule);
          if (rule === null) all.delete(hook);
          else all.set(hook, rule);
        }
        for (const event of events) {
          const found = index.candidates(event).filter(({ rule }) => matches(rule, event));
          const walked = [...all].filter(([, rule]) => plainlyMatches(rule, event)).map(([hook]) => hook);
          expect(found.map(({ hook }) => hook)).to.deep.equal(walked.sort((a, b) => a - b));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('knows the revision that was added last', () => {
    const index = indexOf(1, () => ({ database: '5' }));
    index.add(1, 4, { account: 1, types: ['open'], filters: {} });
    expect(index.candidates(anEvent({})).map(({ hook, revision }) => [hook, revision])).to.deep.equal([[1, 4]]);
    expect(candidateIds(index, anEvent({ database: { id: 5 } }))).to.deep.equal([1]);
  });

  it('keeps the hooks of one account from the events of another', () => {
    const index = hookIndex();
    index.add(1, 0, { account: 1, types: ['open'], filters: {} });
    index.add(2, 0, { account: 2, types: ['open'], filters: {} });
    expect(candidateIds(index, anEvent({}))).to.deep.equal([1]);
    index.remove(1);
    expect(candidateIds(index, anEvent({}))).to.deep.equal([]);
    expect(candidateIds(index, anEvent({}, { account: 2 }))).to.deep.equal([2]);
  });

  it('moves a hook that changes its account or its types', () => {
    const index = indexOf(1, () => ({ database: '5' }));
    index.add(1, 1, { account: 2, types: ['click'], filters: {} });
    expect(candidateIds(index, anEvent({ database: { id: 5 } }))).to.deep.equal([]);
    expect(candidateIds(index, anEvent({}, { account: 2, type: 'click' }))).to.deep.equal([1]);
  });

  it('forgets a hook that is removed, and does not mind one it never knew', () => {
    const index = indexOf(2, () => ({ types: ['open', 'click'], filters: { mailing: ['7', '8'] } }));
    index.remove(1);
    index.remove(99);
    for (const mailing of [7, 8]) {
      expect(candidateIds(index, anEvent({ mailing: { id: mailing } }))).to.deep.equal([2]);
      expect(candidateIds(index, anEvent({ mailing: { id: mailing } }, { type: 'click' }))).to.deep.equal([2]);
    }
  });

  it('offers nothing for an event that no live hook gets', () => {
    const index = indexOf(3, () => ({}));
    expect(candidateIds(index, anEvent({}))).to.deep.equal([1, 2, 3]);
    expect(candidateIds(index, anEvent({}, { capture: false }))).to.deep.equal([]);
    expect(candidateIds(index, anEvent({}, { account: 2 }))).to.deep.equal([]);
    expect(candidateIds(index, anEvent({}, { type: 'click' }))).to.deep.equal([]);
  });

  it('offers hooks of different clauses together, by ascending id', () => {
    const index = hookIndex();
    const add = (hook: number, more: Partial<CaptureRule>): void => {
      index.add(hook, 0, { account: 1, types: ['open'], filters: {}, ...more });
    };
    add(5, {});
    add(4, { database: '50' });
    add(3, { filters: { mailing: ['7'] } });
    add(2, {});
    add(1, { element: '6' });
    const event = anEvent({ database: { id: 50 }, mailing: { id: 7 }, element: { id: 6 } });
    expect(candidateIds(index, event)).to.deep.equal([1, 2, 3, 4, 5]);
    expect(candidateIds(index, anEvent({ mailing: { id: 7 } }))).to.deep.equal([2, 3, 5]);
  });

  it('gives answers that later changes leave as they were', () => {
    const index = indexOf(2, () => ({}));
    const before = index.candidates(anEvent({}));
    index.remove(1);
    expect(before).to.have.length(2);
  });

  describe('of 10,000 hooks of one account and one type', () => {
    const HOOKS = 10_000;

    it('offers one hook when they differ by database', () => {
      const index = indexOf(HOOKS, (n) => ({ database: String(n) }));
      expect(candidateIds(index, anEvent({ database: { id: 4711 } }))).to.deep.equal([4711]);
    });

    it('offers one hook when they differ by mailing, template, pixel, segment or resource', () => {
      for (const dimension of ['mailing', 'template', 'pixel', 'segment', 'resource'] as const) {
        const index = indexOf(HOOKS, (n) => ({ filters: { [dimension]: [String(n)] } }));
        expect(candidateIds(index, anEvent({ [dimension]: { id: 4711 } })), dimension).to.deep.equal([4711]);
      }
    });

    it('offers one hook when they differ by element', () => {
      const index = indexOf(HOOKS, (n) => ({ element: String(n) }));
      expect(candidateIds(index, anEvent({ element: { id: '4711' } }))).to.deep.equal([4711]);
    });

    it('offers few hooks when they share one clause and differ by another', () => {
      const index = indexOf(HOOKS, (n) => ({ database: String(n), filters: { mailing: ['7'], resource: ['3'] } }));
      const event = anEvent({ database: { id: 4711 }, mailing: { id: 7 }, resource: { id: 3 } });
      expect(candidateIds(index, event)).to.include(4711);
      expect(candidateIds(index, event)).to.have.length.at.most(5);
    });
  });
});
