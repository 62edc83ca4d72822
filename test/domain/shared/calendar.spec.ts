import { expect } from 'chai';
import * as fc from 'fast-check';
import { dayAfterEpoch, daysInMonth, daysSinceEpoch } from '../../../src/domain/shared/calendar';

const MS_OF_A_DAY = 86_400_000;
const LAST_DAY = Date.UTC(9999, 11, 31) / MS_OF_A_DAY;

describe('The calendar', () => {
  it('starts at 1970-01-01 and ends at 9999-12-31', () => {
    expect(daysSinceEpoch(1970, 1, 1)).to.equal(0);
    expect(dayAfterEpoch(0)).to.equal('1970-01-01');
    expect(dayAfterEpoch(LAST_DAY)).to.equal('9999-12-31');
  });

  it('steps over the end of a year, of February and of a century', () => {
    const next = (year: number, month: number, day: number): string =>
      dayAfterEpoch(daysSinceEpoch(year, month, day) + 1);
    expect(next(1999, 12, 31)).to.equal('2000-01-01');
    expect(next(2000, 2, 28)).to.equal('2000-02-29');
    expect(next(2000, 2, 29)).to.equal('2000-03-01');
    expect(next(2100, 2, 28)).to.equal('2100-03-01');
  });

  it('counts days as the platform does, there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: LAST_DAY }), (days) => {
        const day = new Date(days * MS_OF_A_DAY);
        expect(dayAfterEpoch(days)).to.equal(day.toISOString().slice(0, 10));
        expect(daysSinceEpoch(day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate())).to.equal(days);
      }),
    );
  });

  it('knows how long each month is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1970, max: 9999 }), fc.integer({ min: 1, max: 12 }), (year, month) => {
        expect(daysInMonth(year, month)).to.equal(new Date(Date.UTC(year, month, 0)).getUTCDate());
      }),
    );
  });
});
