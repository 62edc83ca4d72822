import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import fc from 'fast-check';
import {
  decodeOutcomes,
  decodeOutcomesOf,
  encodeOutcomes,
  OUTCOMES,
} from '../../../src/application/codecs/outcome-codec';
import { type Outcome } from '../../../src/domain/delivery/outcome';
import { anOutcome } from '../../support/outcome-builder';
import { recorded } from '../../support/recorded-event';

const hostile = fc.constantFrom(
  '},{"account":',
  '"root":"root-1"',
  '],"texts":{',
  ']}',
  '"outcomes":[{"account":',
  'é\\"',
  'plain',
);

const outcomes = fc.array(
  fc.record({ n: fc.nat(5), reason: hostile, text: hostile, manual: fc.option(hostile, { nil: undefined }) }),
  { maxLength: 8 },
);

const outcomeOf = ({
  n,
  reason,
  text,
  manual,
}: {
  n: number;
  reason: string;
  text: string;
  manual?: string | undefined;
}): Outcome => {
  const outcome = anOutcome({ root: `root-${String(n)}`, indexes: [0, 2], at: n, answer: 'failed', reason, text });
  return manual === undefined ? outcome : { ...outcome, manual };
};

describe('Some outcomes of a group', () => {
  it('are read as those of the whole group are, whatever stands in them', () => {
    fc.assert(
      fc.property(outcomes, fc.boolean(), fc.uniqueArray(fc.nat(5)), (given, sealed, wanted) => {
        const texts = new Map(sealed ? [[1, { owner: 'responses-2026-11-23', sealed: 'c2VhbGVk' }]] : []);
        const data = encodeOutcomes(given.map(outcomeOf), texts);
        const event = recorded({ type: OUTCOMES, data });
        const roots = new Set(wanted.map((n) => `root-${String(n)}`));
        const whole = decodeOutcomes(event);
        if (E.isLeft(whole)) throw new Error(whole.left.detail);
        const expected = { ...whole.right, outcomes: whole.right.outcomes.filter(({ root }) => roots.has(root)) };
        expect(decodeOutcomesOf(event, roots)).to.deep.equal(E.right(expected));
      }),
    );
  });

  it('are told to be damaged as the whole group is', () => {
    for (const data of ['', '{}', 'no JSON', '{"v":1,"outcomes":[{"account":1}]}'])
      expect(E.isLeft(decodeOutcomesOf(recorded({ type: OUTCOMES, data }), new Set(['']))), data).to.equal(true);
  });
});
