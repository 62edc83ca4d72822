import { expect } from 'chai';
import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';
import {
  MAX_CONDITION_DEPTH,
  MAX_CONDITION_VALUES,
  MAX_CONDITIONS,
  parseCondition,
} from '../../../src/domain/capture-rule/parse-condition';

const problemsOf = (given: unknown): ReadonlyArray<string> => {
  const parsed = parseCondition(given);
  return E.isLeft(parsed) ? parsed.left.map(({ field, reason }) => `${field} ${reason}`) : [];
};
const asks = (field: string, operator: string, value?: unknown): object => ({ field, operator, value });
const exists = asks('data.a', 'exists');
const nested = (levels: number): object => (levels <= 1 ? exists : { not: nested(levels - 1) });

describe('A written condition', () => {
  it('is refused with every problem at once, each with its place', () => {
    const problems = problemsOf({
      all: [exists, asks('data', 'exists'), { any: [asks('data.a', 'like', 'x'), asks('data.a', 'in', 'x')] }],
    });
    expect(problems[0]).to.equal('conditions.all[1].field must name a field below data, such as data.id');
    expect(problems[1]).to.match(
      /^conditions\.all\[2\]\.any\[0\]\.operator must be one of equals, not-equals, greater/,
    );
    expect(problems[2]).to.match(/^conditions\.all\[2\]\.any\[1\]\.value must be a list of 1 to 1000/);
    expect(problems).to.have.lengthOf(3);
  });

  it('is an object with exactly one of field, all, any and not, and nothing else', () => {
    for (const given of [null, 'x', [], {}, { all: [exists], any: [exists] }, { and: [exists] }]) {
      expect(problemsOf(given), JSON.stringify(given)).to.deep.equal([
        'conditions must be an object with exactly one of field, all, any and not',
      ]);
    }
    expect(problemsOf({ not: exists, why: 1 })).to.deep.equal(['conditions.why is not a known field']);
    expect(problemsOf({ ...exists, values: [] })).to.deep.equal(['conditions.values is not a known field']);
  });

  it('has a list of at least one condition under all and any', () => {
    for (const of of [[], {}, 'x']) {
      expect(problemsOf({ any: of })).to.deep.equal(['conditions.any must be a list of at least one condition']);
    }
  });

  it(`nests at most ${String(MAX_CONDITION_DEPTH)} deep`, () => {
    expect(problemsOf(nested(MAX_CONDITION_DEPTH))).to.deep.equal([]);
    expect(problemsOf(nested(MAX_CONDITION_DEPTH + 1))).to.deep.equal([
      'conditions.not.not.not.not.not must not be nested deeper than 5 levels',
    ]);
    expect(problemsOf(nested(5000))).to.have.lengthOf(1);
  });

  it(`asks about at most ${String(MAX_CONDITIONS)} fields, also spread over groups`, () => {
    const all = (count: number): object => ({ all: Array.from({ length: count }, () => exists) });
    expect(problemsOf(all(MAX_CONDITIONS))).to.deep.equal([]);
    expect(problemsOf(all(MAX_CONDITIONS + 1))).to.deep.equal(['conditions.all must have at most 50 conditions']);
    expect(problemsOf({ any: [all(26), all(25)] })).to.deep.equal([
      'conditions must ask about fields at most 50 times',
    ]);
  });

  it(`compares with at most ${String(MAX_CONDITION_VALUES)} values together`, () => {
    const some = (count: number): object => asks('data.a', 'in', Array.from({ length: count }, String));
    expect(problemsOf(some(MAX_CONDITION_VALUES))).to.deep.equal([]);
    expect(problemsOf(some(MAX_CONDITION_VALUES + 1))[0]).to.match(/^conditions\.value must be a list of 1 to 1000/);
    expect(problemsOf({ all: [some(600), some(600)] })).to.deep.equal([
      'conditions must compare with at most 1000 values together',
    ]);
  });

  it('names a field of an event', () => {
    const problemOf = (field: unknown): string | undefined => problemsOf({ field, operator: 'exists' })[0];
    expect(problemOf('amount')).to.match(/^conditions\.field must begin with data\., profile\., subjects\./);
    expect(problemOf('__proto__.x')).to.match(/must begin with/);
    expect(problemOf('data..x')).to.equal('conditions.field must not have an empty part');
    expect(problemOf('isTest.x')).to.equal('conditions.field must end with isTest: it has no fields below it');
    expect(problemOf(`data.${'x'.repeat(200)}`)).to.equal('conditions.field must have at most 200 characters');
    expect(problemOf(`data.${'x.'.repeat(10)}x`)).to.equal('conditions.field must have at most 10 parts');
    expect(problemOf(7)).to.equal('conditions.field must be a path, as text');
    for (const field of ['data.a', 'subjects.mailing.id', 'profile.fields.a.b', 'occurredAt', 'touchedFields']) {
      expect(problemOf(field), field).to.equal(undefined);
    }
  });

  it('has a value its operator can compare with', () => {
    const problemOf = (operator: string, value: unknown): string | undefined =>
      problemsOf(asks('data.a', operator, value))[0];
    for (const value of [undefined, null, [], {}, 'x'.repeat(1001)]) {
      expect(problemOf('equals', value)).to.match(/^conditions\.value must be a text of at most 1000 characters/);
    }
    for (const value of ['soon', true, '2026-13-01', '', [1]]) {
      expect(problemOf('greater', value)).to.match(/^conditions\.value must be a number, or a date such as/);
    }
    expect(problemOf('starts-with', 4)).to.match(/must be a text/);
    expect(problemOf('exists', true)).to.equal('conditions.value must be left out: the operator compares with nothing');
    expect(problemOf('in', [1, null])).to.match(/must be a list/);
    expect(problemOf('less', '2026-03-04')).to.equal(undefined);
    expect(problemOf('less', '12.5')).to.equal(undefined);
  });

  it('may be anything at all without an exception', () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        parseCondition(given);
        parseCondition({ all: [given] });
        parseCondition({ field: 'data.a', operator: 'equals', value: given });
      }),
    );
  });
});
