import { expect } from 'chai';
import { compileCondition, decidingCondition } from '../../../src/domain/capture-rule/compile-condition';
import { type Condition, type Operator } from '../../../src/domain/capture-rule/condition';
import { conditionDetail } from '../../../src/domain/capture-rule/condition-detail';
import { type Conditional } from '../../../src/domain/capture-rule/field-path';
import { type Json } from '../../../src/domain/shared/json';

const event: Conditional = {
  type: 'CUSTOM_TABLE_CREATE',
  source: 'shop',
  occurredAt: '2018-03-04T13:13:19.034315796Z',
  subjects: { element: { id: 654321, name: 'Orders' }, mailing: { id: 0 } },
  profile: { id: '67617411', fields: { city: 'Lyon', 'home.city': 'Paris', age: 41, left: null } },
  data: {
    'etl.executionStatus': 'SUCCESS',
    amount: '59.90',
    pieces: 3,
    paid: 'true',
    tags: ['new', 7],
    nested: { items: [{ sku: 'A-1' }] },
    shippedAt: '2025-02-26T11:41:06+01:00',
    nanos: '1615988820123456789',
  },
  isTest: false,
};

const holds = (condition: Condition, of: Conditional = event): boolean =>
  decidingCondition(compileCondition(condition), of) === null;

const asks = (field: string, operator: Operator, value?: Json): boolean =>
  holds(value === undefined ? { field, operator } : { field, operator, value });

describe('A condition on the data of an event', () => {
  it('compares numbers as numbers, also where the producer wrote them as text', () => {
    expect(asks('data.amount', 'greater', 9)).to.equal(true);
    expect(asks('data.amount', 'greater', '100')).to.equal(false);
    expect(asks('data.amount', 'equals', 59.9)).to.equal(true);
    expect(asks('data.pieces', 'at-least', '3.0')).to.equal(true);
    expect(asks('data.pieces', 'less', -4)).to.equal(false);
    expect(asks('data.pieces', 'at-most', 1e21)).to.equal(true);
    expect(asks('data.pieces', 'greater', 1e-7)).to.equal(true);
  });

  it('compares nineteen digits of nanoseconds exactly', () => {
    expect(asks('data.nanos', 'greater', '1615988820123456788')).to.equal(true);
    expect(asks('data.nanos', 'greater', '1615988820123456789')).to.equal(false);
  });

  it('compares dates as moments, to nine fractional digits and across offsets', () => {
    expect(asks('occurredAt', 'greater', '2018-03-04T13:13:19.034315795Z')).to.equal(true);
    expect(asks('occurredAt', 'greater', '2018-03-04T13:13:19.034315796Z')).to.equal(false);
    expect(asks('occurredAt', 'less', '2018-03-05')).to.equal(true);
    expect(asks('data.shippedAt', 'equals', '2025-02-26T10:41:06.000Z')).to.equal(true);
    expect(asks('data.shippedAt', 'at-least', '2025-02-26T12:00:00+01:00')).to.equal(false);
  });

  it('finds no order between a number and a date, nor between words', () => {
    expect(asks('data.pieces', 'less', '2025-02-26')).to.equal(false);
    expect(asks('data.pieces', 'at-least', '2025-02-26')).to.equal(false);
    expect(asks('profile.fields.city', 'greater', 1)).to.equal(false);
  });

  it('takes an id for the same as text and as number, and "true" for true (decision 5)', () => {
    expect(asks('profile.id', 'equals', 67_617_411)).to.equal(true);
    expect(asks('subjects.element.id', 'in', ['1', '654321'])).to.equal(true);
    expect(asks('data.paid', 'equals', true)).to.equal(true);
    expect(asks('isTest', 'equals', 'false')).to.equal(true);
    expect(asks('data.paid', 'equals', false)).to.equal(false);
  });

  it('compares two texts letter by letter', () => {
    expect(asks('profile.fields.city', 'equals', 'lyon')).to.equal(false);
    expect(asks('data.amount', 'equals', '59.9')).to.equal(false);
    expect(asks('profile.fields.city', 'starts-with', 'Ly')).to.equal(true);
    expect(asks('profile.fields.city', 'ends-with', 'on')).to.equal(true);
    expect(asks('profile.fields.city', 'contains', 'yo')).to.equal(true);
    expect(asks('profile.fields.age', 'starts-with', '4')).to.equal(true);
    expect(asks('isTest', 'starts-with', 'f')).to.equal(false);
  });

  it('looks for an item in a list and counts into it', () => {
    expect(asks('data.tags', 'contains', 'new')).to.equal(true);
    expect(asks('data.tags', 'contains', '7')).to.equal(true);
    expect(asks('data.tags', 'contains', 'ne')).to.equal(false);
    expect(asks('data.tags.1', 'equals', 7)).to.equal(true);
    expect(asks('data.tags.length', 'exists')).to.equal(false);
    expect(asks('data.nested.items.0.sku', 'equals', 'A-1')).to.equal(true);
  });

  it('finds a key that holds dots, the longest first', () => {
    expect(asks('data.etl.executionStatus', 'equals', 'SUCCESS')).to.equal(true);
    expect(asks('profile.fields.home.city', 'equals', 'Paris')).to.equal(true);
  });

  it('asks only about what the event itself has', () => {
    expect(asks('data.constructor', 'exists')).to.equal(false);
    expect(asks('data.nested.toString', 'exists')).to.equal(false);
    expect(asks('data.pieces.more', 'exists')).to.equal(false);
  });

  it('takes null and what is not there for no value', () => {
    expect(asks('profile.fields.left', 'exists')).to.equal(false);
    expect(asks('profile.fields.left', 'not-exists')).to.equal(true);
    expect(asks('customData.anything', 'not-exists')).to.equal(true);
    expect(asks('data.absent', 'equals', '')).to.equal(false);
    expect(asks('data.absent', 'less', 5)).to.equal(false);
  });

  it('is met by an absent value where it says "not": each negation is the opposite of its word', () => {
    expect(asks('data.absent', 'not-equals', 'x')).to.equal(true);
    expect(asks('data.absent', 'not-in', ['x'])).to.equal(true);
    expect(asks('data.pieces', 'not-in', [3, 4])).to.equal(false);
    expect(asks('data.pieces', 'not-equals', 4)).to.equal(true);
  });

  it('is joined by all, any and not', () => {
    const three: Condition = { field: 'data.pieces', operator: 'equals', value: 3 };
    const four: Condition = { field: 'data.pieces', operator: 'equals', value: 4 };
    expect(holds({ all: [three, { not: four }] })).to.equal(true);
    expect(holds({ any: [four, three] })).to.equal(true);
    expect(holds({ all: [three, four] })).to.equal(false);
    expect(holds({ not: { any: [three, four] } })).to.equal(false);
  });

  describe('that says no', () => {
    const why = (condition: Condition): string => {
      const deciding = decidingCondition(compileCondition(condition), event);
      return deciding === null ? 'holds' : conditionDetail(deciding, event);
    };
    const three: Condition = { field: 'data.pieces', operator: 'equals', value: 3 };

    it('names its place, what it asks for and what the event has', () => {
      expect(why({ all: [three, { field: 'data.pieces', operator: 'greater', value: 5 }] })).to.equal(
        'data.pieces is 3; conditions.all[1] asks that data.pieces is greater than 5',
      );
      expect(why({ field: 'data.absent', operator: 'exists' })).to.equal(
        'the event has no data.absent; conditions asks that data.absent exists',
      );
      expect(why({ all: [{ any: [{ not: three }, { not: three }] }] })).to.equal(
        'none of the 2 conditions of conditions.all[0].any holds',
      );
      expect(why({ not: three })).to.equal('conditions.not holds, and the hook asks that it does not');
    });

    it('shortens a long value', () => {
      const long = why({ field: 'data.pieces', operator: 'equals', value: 'x'.repeat(500) });
      expect(long.length).to.be.lessThan(250);
      expect(long).to.match(/…$/);
    });
  });
});
