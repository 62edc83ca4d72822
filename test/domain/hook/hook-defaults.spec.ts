import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { HOOK_DEFAULTS } from '../../../src/domain/hook/hook-defaults';
import { validateDefinition } from '../../../src/domain/hook/validate-definition';
import { aDraft, anHttpDraft, someFacts } from '../../support/hook-builders';

describe('The defaults of a hook', () => {
  it('let an actito hook capture at once, an altcraft hook not (decision 3)', () => {
    expect(HOOK_DEFAULTS.actito.active).to.equal(true);
    expect(HOOK_DEFAULTS.altcraft.active).to.equal(false);
  });

  it('are acceptable themselves', () => {
    const { active: _active, connectTimeoutMs, answerTimeoutMs, ...pace } = HOOK_DEFAULTS.altcraft;
    const draft = aDraft({ ...pace, destination: anHttpDraft({ connectTimeoutMs, answerTimeoutMs }) });
    expect(validateDefinition({ catalogue: someFacts, allowHttp: false })(draft)).to.satisfy(E.isRight);
  });
});
