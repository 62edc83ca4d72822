import { hookDecider } from '../../../src/domain/hook/hook-decider';
import { aDefinition, ACCOUNT, change, changed, created, HOOK } from '../../support/hook-builders';
import { specificationFor } from '../../support/specification';

const given = specificationFor(hookDecider);

describe('Changing a hook', () => {
  it('replaces the definition', () => {
    given(created).when(change).thenEvents(changed);
  });

  it('is refused when nothing would change', () => {
    given(created, changed).when(change).thenRefused({ type: 'NothingChanged', hook: HOOK });
  });

  it('takes another order of the same fields for no change', () => {
    const { name, rule, ...rest } = aDefinition();
    const { filters, types, account } = rule;
    given(created)
      .when({ ...change, definition: { rule: { filters, types, account }, ...rest, name } })
      .thenRefused({ type: 'NothingChanged', hook: HOOK });
  });

  it('takes another value of one header for a change', () => {
    const { destination } = aDefinition();
    if (destination.kind !== 'http') throw new Error('the builder makes http destinations');
    const definition = aDefinition({
      destination: { ...destination, headers: [{ name: 'X-Secret', boxedValue: 'another-box' }] },
    });
    given(created)
      .when({ ...change, definition })
      .thenEvents({ ...changed, definition });
  });

  it('finds no hook of another account', () => {
    given(created)
      .when({ ...change, account: ACCOUNT + 1 })
      .thenRefused({ type: 'HookNotFound', hook: HOOK });
  });
});
