import { expect } from 'chai';
import * as fc from 'fast-check';
import { type CaptureRule } from '../../../src/domain/capture-rule/capture-rule';
import { compileRule } from '../../../src/domain/capture-rule/compile-rule';
import { type Clause, type Matchable } from '../../../src/domain/capture-rule/deciding-clause';
import { type Explanation, explain as explainEvent } from '../../../src/domain/capture-rule/explain';
import { matches } from '../../../src/domain/capture-rule/matches';
import { plainlyMatches, someMatchable, someRule } from './some-rule';

/** Rules without conditions never ask for the opened event. */
const explain =
  (rule: CaptureRule) =>
  (event: Matchable): Explanation =>
    explainEvent(rule)(event, null);

const aRule = (more: Partial<CaptureRule> = {}): CaptureRule => ({ account: 1, types: ['open'], filters: {}, ...more });
const anEvent = (more: Partial<Matchable> = {}): Matchable => ({
  account: 1,
  type: 'open',
  capture: true,
  subjects: {},
  ...more,
});

const decides = (rule: CaptureRule, event: Matchable): Clause => explain(rule)(event).clause;

describe('A capture rule', () => {
  describe('that asks for nothing but types', () => {
    it('captures an event of its types', () => {
      expect(explain(aRule())(anEvent())).to.deep.equal({
        matches: true,
        clause: 'all',
        detail: 'every clause of the rule passes',
      });
    });

    it('turns another account, another type and old history away', () => {
      expect(decides(aRule(), anEvent({ account: 2 }))).to.equal('account');
      expect(decides(aRule(), anEvent({ type: 'click' }))).to.equal('type');
      expect(decides(aRule(), anEvent({ capture: false }))).to.equal('capture');
      expect(decides(aRule({ types: [] }), anEvent())).to.equal('type');
    });
  });

  describe('on one database', () => {
    const rule = aRule({ database: '50' });

    it('captures events of that database, the id compared as text', () => {
      expect(decides(rule, anEvent({ subjects: { database: { id: 50 } } }))).to.equal('all');
      expect(decides(rule, anEvent({ subjects: { database: { id: '50' } } }))).to.equal('all');
    });

    it('turns events of another database and of none away', () => {
      expect(decides(rule, anEvent({ subjects: { database: { id: 51 } } }))).to.equal('database');
      expect(decides(rule, anEvent())).to.equal('database');
    });
  });

  describe('on all databases', () => {
    it('captures an event without one', () => {
      expect(decides(aRule(), anEvent())).to.equal('all');
    });
  });

  describe('on one element (decision 5)', () => {
    it('captures its events, so that "123456" is 123456', () => {
      const rule = aRule({ types: ['EXPORT_FINISHED'], element: '123456' });
      const finished = (id: string | number): Matchable =>
        anEvent({ type: 'EXPORT_FINISHED', subjects: { element: { id } } });
      expect(decides(rule, finished(123456))).to.equal('all');
      expect(decides(rule, finished('123456'))).to.equal('all');
      expect(decides(rule, finished('0123456'))).to.equal('element');
    });
  });

  describe('with fields', () => {
    const rule = aRule({ types: ['PROFILE_TABLE_CREATE', 'PROFILE_TABLE_UPDATE'], fields: ['email', 'phone'] });

    it('captures an update or a creation that touches one of them', () => {
      for (const type of rule.types) {
        expect(decides(rule, anEvent({ type, touchedFields: ['city', 'phone'] }))).to.equal('all');
      }
    });

    it('turns away what touches none of them or does not say', () => {
      expect(decides(rule, anEvent({ type: 'PROFILE_TABLE_CREATE', touchedFields: ['city'] }))).to.equal('fields');
      expect(decides(rule, anEvent({ type: 'PROFILE_TABLE_CREATE' }))).to.equal('fields');
    });
  });

  describe('with filters (decision 6)', () => {
    const rule = aRule({ filters: { mailing: ['7', '8'], resource: ['3'] } });
    const about = (mailing: number, resource: number): Matchable =>
      anEvent({ subjects: { mailing: { id: mailing }, resource: { id: resource } } });

    it('asks for one id of each', () => {
      expect(decides(rule, about(7, 3))).to.equal('all');
      expect(decides(rule, about(8, 3))).to.equal('all');
      expect(decides(rule, about(9, 3))).to.equal('mailing');
      expect(decides(rule, about(7, 4))).to.equal('resource');
    });

    it('turns away an event without a value, and takes 0 for none even when it is listed', () => {
      expect(decides(rule, anEvent({ subjects: { resource: { id: 3 } } }))).to.equal('mailing');
      const zero = aRule({ filters: { segment: ['0', '41'] } });
      expect(decides(zero, anEvent({ subjects: { segment: { id: 0 } } }))).to.equal('segment');
      expect(decides(zero, anEvent({ subjects: { segment: { id: '0' } } }))).to.equal('segment');
    });

    it('takes an empty filter for no filter', () => {
      expect(decides(aRule({ filters: { pixel: [] }, fields: [] }), anEvent())).to.equal('all');
    });

    it('matches a segment entry by the segment entered and a mailing event by its segment', () => {
      const bySegment = aRule({ types: ['segment_enter', 'click'], filters: { segment: ['41'] } });
      const subjects = { segment: { id: 41 } };
      expect(decides(bySegment, anEvent({ type: 'segment_enter', subjects }))).to.equal('all');
      expect(decides(bySegment, anEvent({ type: 'click', subjects: { ...subjects, mailing: { id: 7 } } }))).to.equal(
        'all',
      );
    });
  });

  it('says in a sentence what it asked for and what the event had', () => {
    const rule = aRule({ filters: { mailing: ['7', '8'] } });
    expect(explain(rule)(anEvent({ subjects: { mailing: { id: 9 } } })).detail).to.equal(
      'mailing 9 is not one of 7, 8',
    );
    expect(explain(rule)(anEvent()).detail).to.equal('the event has no mailing; the hook asks for one of 7, 8');
    expect(explain(aRule({ database: '50' }))(anEvent()).detail).to.include('no database; the hook asks for one of 50');
    expect(explain(rule)(anEvent({ account: 2 })).detail).to.include('account 2');
    expect(explain(rule)(anEvent({ capture: false })).detail).to.include('"capture": false');
    expect(explain(aRule({ types: [] }))(anEvent()).detail).to.equal('type open is not one of none');
    const byField = explain(aRule({ fields: ['email'] }));
    expect(byField(anEvent()).detail).to.include('names no touched fields');
    expect(byField(anEvent({ touchedFields: ['city'] })).detail).to.equal('touched fields city contain none of email');
  });

  it('shortens a long list in the sentence', () => {
    const mailing = Array.from({ length: 12 }, (_, index) => String(index + 1));
    expect(explain(aRule({ filters: { mailing } }))(anEvent()).detail).to.match(/9, 10 and 2 more$/);
  });

  it('explains as it matches, and matches as decision 6 says, for any rule and event', () => {
    fc.assert(
      fc.property(someRule, someMatchable, (rule, event) => {
        const { matches: explained, clause } = explain(rule)(event);
        expect(explained).to.equal(matches(compileRule(rule), event));
        expect(explained).to.equal(plainlyMatches(rule, event));
        expect(explained).to.equal(clause === 'all');
      }),
      { numRuns: 2000 },
    );
  });
});
