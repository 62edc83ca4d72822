import { hookDecider } from '../../../src/domain/hook/hook-decider';
import { activated, create, created, deleted, HOOK } from '../../support/hook-builders';
import { specificationFor } from '../../support/specification';

const given = specificationFor(hookDecider);

describe('Creating a hook', () => {
  it('leaves it inactive unless asked otherwise', () => {
    given().when(create).thenEvents(created);
  });

  it('activates it at once when asked', () => {
    given()
      .when({ ...create, active: true })
      .thenEvents(created, activated);
  });

  it('names the origin of a clone', () => {
    given()
      .when({ ...create, clonedFrom: 3 })
      .thenEvents({ ...created, clonedFrom: 3 });
  });

  it('is refused where the number is taken', () => {
    given(created).when(create).thenRefused({ type: 'HookNumberTaken', hook: HOOK });
  });

  it('is refused where the number was taken by a hook deleted since', () => {
    given(created, deleted).when(create).thenRefused({ type: 'HookNumberTaken', hook: HOOK });
  });
});
