import { hookDecider } from '../../../src/domain/hook/hook-decider';
import { activated, created, resume, resumed, suspended } from '../../support/hook-builders';
import { specificationFor } from '../../support/specification';

const given = specificationFor(hookDecider);

describe('Resuming a suspended hook', () => {
  it('keeps what waited', () => {
    given(created, activated, suspended).when(resume).thenEvents(resumed);
  });

  it('discards what waited when asked to skip', () => {
    given(created, activated, suspended)
      .when({ ...resume, skip: true })
      .thenEvents({ ...resumed, skip: true });
  });
});
