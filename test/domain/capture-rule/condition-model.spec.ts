import { expect } from 'chai';
import * as fc from 'fast-check';
import * as E from 'fp-ts/Either';
import { compileCondition, decidingCondition } from '../../../src/domain/capture-rule/compile-condition';
import { compileRule } from '../../../src/domain/capture-rule/compile-rule';
import { meetsConditions } from '../../../src/domain/capture-rule/deciding-clause';
import { explain } from '../../../src/domain/capture-rule/explain';
import { matches } from '../../../src/domain/capture-rule/matches';
import { parseCondition } from '../../../src/domain/capture-rule/parse-condition';
import { plainlyHolds, someCondition, someConditional } from './some-condition';
import { plainlyMatches, someMatchable, someRule } from './some-rule';

describe('Any condition and any event', () => {
  it('agree with the plain meaning of the words', () => {
    fc.assert(
      fc.property(someCondition, someConditional, (condition, event) => {
        const deciding = decidingCondition(compileCondition(condition), event);
        expect(deciding === null).to.equal(plainlyHolds(condition, event));
      }),
      { numRuns: 5000 },
    );
  });

  it('come back the same from what was written, so that a hook matches after a restart as before', () => {
    fc.assert(
      fc.property(someCondition, (condition) => {
        const parsed = parseCondition(JSON.parse(JSON.stringify(condition)));
        const known = E.isRight(parsed) ? parsed.right : condition;
        expect(known).to.deep.equal(condition);
      }),
    );
  });

  it('match and explain alike, with filters (decision 6) before conditions', () => {
    fc.assert(
      fc.property(
        someRule,
        someMatchable,
        fc.tuple(someCondition, someConditional),
        (rule, event, [conditions, data]) => {
          const whole = { ...rule, conditions };
          const compiled = compileRule(whole);
          const captured = matches(compiled, event) && meetsConditions(compiled, data);
          expect(captured).to.equal(plainlyMatches(rule, event) && plainlyHolds(conditions, data));
          expect(explain(whole)(event, data).matches).to.equal(captured);
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('An event that cannot be opened any more', () => {
  it('meets no condition, not even a negative one', () => {
    const rule = compileRule({
      account: 1,
      types: ['open'],
      filters: {},
      conditions: { field: 'data.a', operator: 'not-exists' },
    });
    expect(meetsConditions(rule, null)).to.equal(false);
    expect(meetsConditions(compileRule({ account: 1, types: ['open'], filters: {} }), null)).to.equal(true);
  });

  it('is explained by the person who was erased', () => {
    const event = { account: 1, type: 'open', capture: true, subjects: {} };
    const rule = {
      account: 1,
      types: ['open'],
      filters: {},
      conditions: { field: 'data.a', operator: 'exists' },
    } as const;
    expect(explain(rule)(event, null)).to.deep.equal({
      matches: false,
      clause: 'conditions',
      detail: 'the hook has conditions, and the event cannot be opened: its person was erased',
    });
  });
});
