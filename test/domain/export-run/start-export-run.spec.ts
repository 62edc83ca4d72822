import { exportRunDecider } from '../../../src/domain/export-run/export-run-decider';
import * as build from '../../support/export-run-builders';
import { specificationFor } from '../../support/specification';

const given = specificationFor(exportRunDecider);
const { start, started } = build;
const withFacts = (facts: Partial<typeof start.hookFacts>) => ({
  ...start,
  hookFacts: { ...start.hookFacts, ...facts },
});

describe('The start of an export run', () => {
  it('pins the revision of the hook, its exportable types and the period', () => {
    given().when(start).thenEvents(started);
  });

  it('takes a rate of its own', () => {
    given()
      .when({ ...start, rateLimit: 5 })
      .thenEvents({ ...started, rateLimit: 5 });
  });

  it('is refused with a rate that is none', () => {
    for (const rateLimit of [0, -1, 10_001, Number.NaN])
      given()
        .when({ ...start, rateLimit })
        .thenRefused({
          type: 'ExportRateInvalid',
          reason: 'must be more than 0 and at most 10000 requests a second',
        });
  });

  it('is refused for a hook that is not active', () => {
    for (const status of ['suspended', 'inactive'] as const)
      given().when(withFacts({ status })).thenRefused({ type: 'ExportHookNotActive', hook: build.HOOK, status });
  });

  it('is refused while another run of the hook has not ended, which it names', () => {
    given()
      .when(withFacts({ unfinished: '12-1' }))
      .thenRefused({ type: 'ExportRunUnfinished', hook: build.HOOK, run: '12-1' });
  });

  it('is refused where no type of the hook can be exported', () => {
    given()
      .when(withFacts({ types: [{ code: 'profile_merge', exportable: false }] }))
      .thenRefused({ type: 'NothingExportable', hook: build.HOOK, types: ['profile_merge'] });
  });

  it('is refused today, naming the zone and the latest day', () => {
    given()
      .when({ ...start, to: '2026-11-26' })
      .thenRefused({
        type: 'ExportPeriodInvalid',
        field: 'to',
        reason: 'must not be after yesterday, 2026-11-25',
        zone: 'UTC',
        latest: '2026-11-25',
      });
  });

  it('is refused before the earliest day whose events are kept', () => {
    given()
      .when({ ...start, earliestEvent: '2026-10-02' })
      .thenRefused({ type: 'ExportBeforeRetention', earliest: '2026-10-02' });
    given()
      .when({ ...start, earliestEvent: '2026-10-01' })
      .thenEvents(started);
  });

  it('may leave out what was delivered only as far back as that is known', () => {
    given()
      .when({ ...start, skipDelivered: true })
      .thenRefused({ type: 'SkipBeforeRetention', earliest: '2026-10-27' });
    given()
      .when({ ...start, skipDelivered: true, earliestOutcome: '2026-10-01' })
      .thenEvents({ ...started, skipDelivered: true });
  });
});
