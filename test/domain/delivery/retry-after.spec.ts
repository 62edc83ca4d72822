import { expect } from 'chai';
import * as fc from 'fast-check';
import { retryAfterMs } from '../../../src/domain/delivery/retry-after';

const NOW = Date.UTC(2026, 10, 3, 12, 0, 0);

describe('Retry-After', () => {
  it('is read as seconds', () => {
    expect(retryAfterMs(' 120 ', NOW)).to.equal(120_000);
    expect(retryAfterMs('0', NOW)).to.equal(0);
  });

  it('is read as a date', () => {
    expect(retryAfterMs('Tue, 03 Nov 2026 12:05:00 GMT', NOW)).to.equal(300_000);
  });

  it('of the past is no wait', () => {
    expect(retryAfterMs('Tue, 03 Nov 2026 11:00:00 GMT', NOW)).to.equal(0);
  });

  it('is bounded by an hour', () => {
    expect(retryAfterMs('86400', NOW)).to.equal(3_600_000);
    expect(retryAfterMs('Wed, 03 Nov 2027 12:00:00 GMT', NOW)).to.equal(3_600_000);
  });

  for (const value of [
    undefined,
    '',
    'soon',
    '-5',
    '1.5',
    '5s',
    '99999999999',
    '2026-11-03T12:05:00Z',
    'Tue, 99 Xxx 2026 12:05:00 GMT',
  ])
    it(`"${String(value)}" is not understood`, () => {
      expect(retryAfterMs(value, NOW)).to.equal(undefined);
    });

  it('is between nothing and an hour, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.nat().map(String),
          fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
        ),
        (header) => {
          const wait = retryAfterMs(header, NOW);
          expect(wait === undefined || (wait >= 0 && wait <= 3_600_000)).to.equal(true);
        },
      ),
    );
  });
});
