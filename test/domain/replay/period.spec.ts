import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { periodOf } from '../../../src/domain/replay/period';

const ends = (from: string, to: string): ReadonlyArray<string> | string => {
  const period = periodOf(from, to);
  if (E.isLeft(period)) return `${period.left.field} ${period.left.reason}`;
  return [period.right.from, period.right.to].map((at) => new Date(at).toISOString());
};

describe('The period of a replay', () => {
  it('begins with the first millisecond of a day and ends with the last', () => {
    expect(ends('2026-11-23', '2026-11-23')).to.deep.equal(['2026-11-23T00:00:00.000Z', '2026-11-23T23:59:59.999Z']);
  });

  it('includes both instants it is given by, to the millisecond', () => {
    expect(ends('2026-11-23T08:30:00.123456Z', '2026-11-23T10:00:00+01:00')).to.deep.equal([
      '2026-11-23T08:30:00.123Z',
      '2026-11-23T09:00:00.000Z',
    ]);
  });

  it('may mix a day and an instant, and be one instant long', () => {
    expect(ends('2026-11-23', '2026-11-23T00:00:00Z')).to.deep.equal([
      '2026-11-23T00:00:00.000Z',
      '2026-11-23T00:00:00.000Z',
    ]);
  });

  it('does not end before it begins', () => {
    expect(ends('2026-11-23', '2026-11-22T23:59:59.999Z')).to.equal('to must not be before from');
  });

  for (const wrong of ['', 'yesterday', '2026-02-30', '2026-13-01', '23.11.2026', '2026-11-23T08:30', '1795435200000'])
    it(`is not given by "${wrong}"`, () => {
      expect(ends(wrong, '2026-11-23')).to.match(/^from must be a time/);
      expect(ends('2026-11-23', wrong)).to.match(/^to must be a time/);
    });
});
