import { expect } from 'chai';
import * as fc from 'fast-check';
import { asEventDate, asRfc3339, asUnixNanoseconds, asUnixSeconds, asYmd } from '../../../src/domain/custom-data/dates';

const NINE = '2018-03-04T13:13:19.034315796Z';

describe('Decision 12, the date forms of custom_data', () => {
  it('are exact for nine fractional digits: event_date cuts to six, rfc3339 has none, unixnano has all', () => {
    expect([asEventDate, asYmd, asRfc3339, asUnixSeconds, asUnixNanoseconds].map((form) => form(NINE))).to.deep.equal([
      '2018-03-04T13:13:19.034315Z',
      '2018-03-04',
      '2018-03-04T13:13:19Z',
      '1520169199',
      '1520169199034315796',
    ]);
  });

  it('drop trailing zeros and a bare dot of event_date', () => {
    expect(
      ['19.500000Z', '19.000000999Z', '19.0Z', '19.120Z', '19Z'].map((end) => asEventDate(`2018-03-04T13:13:${end}`)),
    ).to.deep.equal(['19.5Z', '19Z', '19Z', '19.12Z', '19Z'].map((end) => `2018-03-04T13:13:${end}`));
  });

  it('fill unixnano up to nine digits, whatever the event came with', () => {
    expect(
      ['13:47:00Z', '13:47:00.5Z', '13:47:00.000000001Z'].map((end) => asUnixNanoseconds(`2021-03-17T${end}`)),
    ).to.deep.equal(['1615988820000000000', '1615988820500000000', '1615988820000000001']);
    expect(asUnixNanoseconds('1970-01-01T00:00:00.000000001Z')).to.equal('1');
    expect(asUnixNanoseconds('1970-01-01T00:00:00Z')).to.equal('0');
  });

  it('agree with the clock of the machine for every instant', () => {
    const instant = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.nat(999_999), (date, rest) => {
        const text = `${date.toISOString().slice(0, -1)}${String(rest).padStart(6, '0')}Z`;
        const nanoseconds = BigInt(date.getTime()) * 1_000_000n + BigInt(rest);
        expect(asUnixNanoseconds(text)).to.equal(String(nanoseconds));
        expect(asUnixSeconds(text)).to.equal(String(Math.floor(date.getTime() / 1000)));
        expect(Date.parse(asEventDate(text))).to.equal(date.getTime());
        expect(asRfc3339(text)).to.equal(`${date.toISOString().slice(0, 19)}Z`);
      }),
    );
  });
});
