import { expect } from 'chai';
import * as fc from 'fast-check';
import { type CaptureRule } from '../../../src/domain/capture-rule/capture-rule';
import { compileRule } from '../../../src/domain/capture-rule/compile-rule';
import { decidingClause, type Clause, type Matchable } from '../../../src/domain/capture-rule/deciding-clause';
import { someMatchable, someRule } from './some-rule';

const demanding: CaptureRule = {
  account: 1,
  types: ['open'],
  database: '1',
  element: '2',
  fields: ['email'],
  filters: { mailing: ['3'], template: ['4'], pixel: ['5'], segment: ['6'], resource: ['7'] },
};

const perfect: Matchable = {
  account: 1,
  type: 'open',
  capture: true,
  touchedFields: ['email'],
  subjects: {
    database: { id: 1 },
    element: { id: 2 },
    mailing: { id: 3 },
    template: { id: 4 },
    pixel: { id: 5 },
    segment: { id: 6 },
    resource: { id: 7 },
  },
};

/** The perfect event with one thing after another taken from it, last clause first. */
const spoilt: ReadonlyArray<readonly [Clause, (event: Matchable) => Matchable]> = [
  ['resource', (event) => ({ ...event, subjects: { ...event.subjects, resource: { id: 0 } } })],
  ['segment', (event) => ({ ...event, subjects: { ...event.subjects, segment: { id: 0 } } })],
  ['pixel', (event) => ({ ...event, subjects: { ...event.subjects, pixel: { id: 0 } } })],
  ['template', (event) => ({ ...event, subjects: { ...event.subjects, template: { id: 0 } } })],
  ['mailing', (event) => ({ ...event, subjects: { ...event.subjects, mailing: { id: 0 } } })],
  ['fields', (event) => ({ ...event, touchedFields: [] })],
  ['element', (event) => ({ ...event, subjects: { ...event.subjects, element: { id: 0 } } })],
  ['database', (event) => ({ ...event, subjects: { ...event.subjects, database: { id: 0 } } })],
  ['type', (event) => ({ ...event, type: 'click' })],
  ['capture', (event) => ({ ...event, capture: false })],
  ['account', (event) => ({ ...event, account: 2 })],
];

describe('The clause that decides', () => {
  it('is none for an event that has all a rule asks for', () => {
    expect(decidingClause(compileRule(demanding), perfect)).to.equal('all');
  });

  it('is the first of those that say no, from the account to the resource', () => {
    let event = perfect;
    for (const [clause, spoil] of spoilt) {
      event = spoil(event);
      expect(decidingClause(compileRule(demanding), event)).to.equal(clause);
    }
  });

  it('is the one thing that is wrong', () => {
    for (const [clause, spoil] of spoilt) {
      expect(decidingClause(compileRule(demanding), spoil(perfect))).to.equal(clause);
    }
  });

  it('does not depend on more of a subject than its id, nor on the JSON type of the id', () => {
    fc.assert(
      fc.property(someRule, someMatchable, (rule, event) => {
        const compiled = compileRule(rule);
        const named = Object.fromEntries(
          Object.entries(event.subjects).map(([dimension, { id }]) => [
            dimension,
            { id: String(id), name: 'N', subId: 's' },
          ]),
        );
        expect(decidingClause(compiled, { ...event, subjects: named })).to.equal(decidingClause(compiled, event));
      }),
    );
  });

  it('never lets a further restriction win an event', () => {
    fc.assert(
      fc.property(someRule, someMatchable, (rule, event) => {
        const { database: _database, element: _element, fields: _fields, ...wider } = rule;
        const narrow = decidingClause(compileRule(rule), event);
        const wide = decidingClause(compileRule({ ...wider, filters: {} }), event);
        if (narrow === 'all') expect(wide).to.equal('all');
      }),
      { numRuns: 500 },
    );
  });
});
