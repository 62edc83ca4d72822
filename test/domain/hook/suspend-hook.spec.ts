import { expect } from 'chai';
import { hookDecider } from '../../../src/domain/hook/hook-decider';
import { replay } from '../../../src/domain/shared/decider';
import { ENGINE } from '../../../src/domain/shared/engine';
import { activated, created, resumed, suspend, suspended } from '../../support/hook-builders';
import { specificationFor } from '../../support/specification';

const given = specificationFor(hookDecider);
const stateAfter = replay(hookDecider);

describe('Suspending an active hook', () => {
  it('keeps what the operator noted', () => {
    given(created, activated)
      .when({ ...suspend, note: 'their release tonight' })
      .thenEvents({ ...suspended, note: 'their release tonight' });
  });

  it('names the engine and its reason', () => {
    const facts = { by: ENGINE, reason: 'endpoint-gone' } as const;
    given(created, activated)
      .when({ ...suspend, ...facts })
      .thenEvents({ ...suspended, ...facts });
  });

  it('refuses a note nobody would read to its end', () => {
    given(created, activated)
      .when({ ...suspend, note: 'x'.repeat(1001) })
      .thenRefused({ type: 'InvalidHook', problems: [{ field: 'note', reason: 'must have at most 1000 characters' }] });
  });
});

describe('A suspended hook', () => {
  it('shows by whom and why', () => {
    const engine = { ...suspended, by: ENGINE, reason: 'endpoint-gone', note: '410 Gone' } as const;
    expect(stateAfter([created, activated, engine])).to.include({
      status: 'suspended',
      suspendedBy: ENGINE,
      reason: 'endpoint-gone',
      note: '410 Gone',
    });
  });

  it('forgets reason and note once resumed', () => {
    const state = stateAfter([created, activated, { ...suspended, note: 'tonight' }, resumed]);
    expect(state).to.include({ status: 'active' });
    expect(state).to.not.have.any.keys('reason', 'suspendedBy', 'note');
  });
});
