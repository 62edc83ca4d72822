import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { epochMs, instantProblem, parseInstant, utcDay } from '../../../src/domain/shared/instant';

const FIRST = Date.UTC(1970, 0, 1);
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59);

const someSecond = fc.integer({ min: FIRST / 1000, max: LAST / 1000 });
const someFraction = fc
  .array(fc.integer({ min: 0, max: 9 }), { maxLength: 9 })
  .map((digits) => (digits.length === 0 ? '' : `.${digits.join('')}`));
const someOffset = fc.integer({ min: -(23 * 60 + 59), max: 23 * 60 + 59 });

/** The wall clock at the offset, by the platform's own calendar. */
const written = (second: number, fraction: string, offset: number): string => {
  const wall = new Date((second + offset * 60) * 1000).toISOString().slice(0, 19);
  const minutes = Math.abs(offset);
  const hh = String(Math.floor(minutes / 60)).padStart(2, '0');
  const mm = String(minutes % 60).padStart(2, '0');
  return `${wall}${fraction}${offset < 0 ? '-' : '+'}${hh}:${mm}`;
};

const refusalOf = (text: string): string => {
  const parsed = parseInstant(text);
  return E.isLeft(parsed) ? parsed.left : '';
};

describe('An instant', () => {
  it('keeps a text in UTC as it is, digit for digit', () => {
    for (const text of ['2018-03-04T13:13:19.034315796Z', '2018-03-04T13:13:19Z', '2018-03-04T13:13:19.500Z']) {
      expect(parseInstant(text)).to.deep.equal(E.right(text));
    }
  });

  it('is moved to UTC when it has an offset, without losing a digit', () => {
    expect(parseInstant('2025-02-26T00:41:06.120+01:00')).to.deep.equal(E.right('2025-02-25T23:41:06.120Z'));
    expect(parseInstant('2023-12-31T23:30:00.000000001-02:30')).to.deep.equal(
      E.right('2024-01-01T02:00:00.000000001Z'),
    );
  });

  it('is written with capital letters', () => {
    expect(parseInstant('2025-02-26t11:41:06z')).to.deep.equal(E.right('2025-02-26T11:41:06Z'));
  });

  it('knows its day in UTC', () => {
    expect(utcDay('2018-03-04T23:59:59.999Z')).to.equal('2018-03-04');
  });

  it('cuts what is finer than a millisecond', () => {
    expect(epochMs('1970-01-01T00:00:01.0349999Z')).to.equal(1034);
    expect(epochMs('1970-01-01T00:00:01.5Z')).to.equal(1500);
    expect(epochMs('1970-01-01T00:00:01Z')).to.equal(1000);
  });

  it('agrees with the platform calendar for any second, fraction and offset', () => {
    fc.assert(
      fc.property(someSecond, someFraction, someOffset, (second, fraction, offset) => {
        const local = second + offset * 60;
        fc.pre(local >= FIRST / 1000 && local <= LAST / 1000);
        const utc = `${new Date(second * 1000).toISOString().slice(0, 19)}${fraction}Z`;
        expect(parseInstant(written(second, fraction, offset))).to.deep.equal(E.right(utc));
        const ms = Number(fraction.slice(1, 4).padEnd(3, '0'));
        expect(epochMs(written(second, fraction, offset))).to.equal(second * 1000 + ms);
      }),
    );
  });

  it('accepts exactly the days that exist', () => {
    const part = (max: number): fc.Arbitrary<number> => fc.integer({ min: 0, max });
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 9999 }), part(14), part(33), (year, month, day) => {
        const date = `${String(year)}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const real = new Date(Date.UTC(year, month - 1, day));
        const exists = real.getUTCMonth() === month - 1 && real.getUTCDate() === day && month >= 1 && month <= 12;
        expect(instantProblem(`${date}T00:00:00Z`) === null).to.equal(exists);
      }),
    );
  });

  it('has a leap day in 2000 and 2024, and none in 2100', () => {
    expect(['2000', '2024', '2100'].map((year) => instantProblem(`${year}-02-29T00:00:00Z`) === null)).to.deep.equal([
      true,
      true,
      false,
    ]);
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-+:.TZ0-9]{15,35}$/)), (text) => {
        expect(() => parseInstant(text)).not.to.throw();
      }),
    );
  });
});

describe('A text that is no instant', () => {
  const refused: ReadonlyArray<readonly [string, string]> = [
    ['', 'RFC 3339'],
    ['yesterday', 'RFC 3339'],
    ['2018-03-04', 'RFC 3339'],
    ['2018-03-04 13:13:19Z', 'RFC 3339'],
    ['20x8-03-04T13:13:19Z', 'date of digits'],
    ['2018-02-29T13:13:19Z', 'day that does not exist'],
    ['2018-13-01T13:13:19Z', 'day that does not exist'],
    ['2018-00-01T13:13:19Z', 'day that does not exist'],
    ['1900-02-29T13:13:19Z', 'day that does not exist'],
    ['2018-03-04T1x:13:19Z', 'time of digits'],
    ['2018-03-04T24:00:00Z', 'time that does not exist'],
    ['2018-03-04T13:60:00Z', 'time that does not exist'],
    ['2018-03-04T13:13:61Z', 'time that does not exist'],
    ['2016-12-31T23:59:60Z', 'leap second'],
    ['2018-03-04T13:13:19.Z', 'without fractional digits'],
    ['2018-03-04T13:13:19.0123456789Z', 'nine fractional digits'],
    ['2018-03-04T13:13:19', "must end with 'Z'"],
    ['2018-03-04T13:13:19,5Z', "must end with 'Z'"],
    ['2018-03-04T13:13:19+0100', 'offset'],
    ['2018-03-04T13:13:19+24:00', 'offset'],
    ['2018-03-04T13:13:19+01:60', 'offset'],
    ['2018-03-04T13:13:19+01:0', 'offset'],
    ['2018-03-04T13:13:19ZZ', 'after the time zone'],
    ['2018-03-04T13:13:19+01:00Z', 'after the time zone'],
    ['1969-12-31T23:59:59Z', '1970 to 9999'],
    ['1970-01-01T00:30:00+01:00', '1970 to 9999'],
    ['9999-12-31T23:30:00-01:00', '1970 to 9999'],
  ];

  for (const [text, reason] of refused) {
    it(`is refused with a reason: "${text}"`, () => {
      expect(refusalOf(text)).to.include(reason);
    });
  }

  it('is not a local time of 1969 that is 1970 in UTC', () => {
    expect(parseInstant('1969-12-31T23:30:00-01:00')).to.deep.equal(E.right('1970-01-01T00:30:00Z'));
  });
});
