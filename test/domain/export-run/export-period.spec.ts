import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { exportPeriod } from '../../../src/domain/export-run/export-period';
import {
  dayIn,
  firstDayFrom,
  isDay,
  nextDay,
  previousDay,
  startOfDay,
  utcDaysOf,
} from '../../../src/domain/shared/zoned-days';

const now = Date.parse('2026-11-26T23:30:00Z');
const asked = { from: '2026-10-01', to: '2026-10-03', zone: 'UTC', now };
const DAY_MS = 86_400_000;

describe('The period of an export', () => {
  it('holds both its days whole', () => {
    expect(exportPeriod(asked)).to.deep.equal(
      E.right({
        from: '2026-10-01',
        to: '2026-10-03',
        zone: 'UTC',
        begins: Date.parse('2026-10-01T00:00:00Z'),
        ends: Date.parse('2026-10-04T00:00:00Z'),
      }),
    );
  });

  it('may be a single day, and go back to 1970-01-01', () => {
    expect(exportPeriod({ ...asked, to: '2026-10-01' })).to.have.nested.property('right.ends', Date.UTC(2026, 9, 2));
    expect(exportPeriod({ ...asked, from: '1970-01-01' })).to.have.nested.property('right.begins', 0);
  });

  it('ends yesterday at the latest, as the clocks of the zone have it', () => {
    const latestIn = (zone: string): unknown => exportPeriod({ ...asked, to: '2026-12-31', zone });
    expect(latestIn('UTC')).to.have.nested.property('left.latest', '2026-11-25');
    expect(latestIn('Europe/Paris')).to.have.nested.property('left.latest', '2026-11-26');
    expect(latestIn('America/New_York')).to.have.nested.property('left.latest', '2026-11-25');
  });

  it('begins and ends at the midnights of the zone, also where a clock is put back in between', () => {
    const period = exportPeriod({ from: '2026-10-25', to: '2026-10-25', zone: 'Europe/Paris', now });
    expect(period).to.deep.nested.include({
      'right.begins': Date.parse('2026-10-24T22:00:00Z'),
      'right.ends': Date.parse('2026-10-25T23:00:00Z'),
    });
  });

  it('is refused where it is no period', () => {
    const wrong = [
      [{ from: '2026-10-04' }, 'to', 'must not be before from'],
      [{ from: '1969-12-31' }, 'from', 'must not be before 1970-01-01'],
      [{ from: 'yesterday' }, 'from', 'must be a day such as 2026-11-23'],
      [{ to: '2026-02-30' }, 'to', 'must be a day such as 2026-11-23'],
      [{ to: '2026-11-26' }, 'to', 'must not be after yesterday, 2026-11-25'],
    ] as const;
    for (const [change, field, reason] of wrong)
      expect(exportPeriod({ ...asked, ...change })).to.deep.equal(
        E.left({ type: 'ExportPeriodInvalid', field, reason, zone: 'UTC', latest: '2026-11-25' }),
      );
  });
});

describe('Days of a zone', () => {
  const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days) => new Date(days * DAY_MS).toISOString().slice(0, 10));
  const anyZone = fc.constantFrom('UTC', 'Europe/Paris', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland');

  it('follow each other without a gap', () => {
    fc.assert(
      fc.property(anyDay, anyZone, (day, zone) => {
        expect(isDay(day)).to.equal(true);
        expect(previousDay(nextDay(day))).to.equal(day);
        const begins = startOfDay(zone, day);
        const ends = startOfDay(zone, nextDay(day));
        expect(dayIn(zone, begins)).to.equal(day);
        if (begins > 0) expect(dayIn(zone, begins - 1)).to.equal(previousDay(day));
        expect(dayIn(zone, ends - 1)).to.equal(day);
      }),
    );
  });

  it('count as kept from the first one that is kept whole, in the zone', () => {
    const midnight = Date.parse('2026-11-28');
    expect(firstDayFrom('UTC', midnight)).to.equal('2026-11-28');
    expect(firstDayFrom('UTC', midnight + 1)).to.equal('2026-11-29');
    expect(firstDayFrom('Europe/Paris', midnight), 'begins an hour before midnight in UTC').to.equal('2026-11-29');
    expect(firstDayFrom('America/New_York', midnight)).to.equal('2026-11-28');
  });

  it('are found in the days of UTC that they touch', () => {
    expect(utcDaysOf(Date.parse('2026-10-24T22:00:00Z'), Date.parse('2026-10-25T23:00:00Z'))).to.deep.equal([
      '2026-10-24',
      '2026-10-25',
    ]);
    expect(utcDaysOf(0, DAY_MS)).to.deep.equal(['1970-01-01']);
    expect(utcDaysOf(-3_600_000, DAY_MS)).to.deep.equal(['1970-01-01']);
  });
});
