import { expect } from 'chai';
import { reportConfig } from '../../../../src/infrastructure/config/read-config';
import { runIn } from '../../../support/run-cli';

const check = (environment: Readonly<Record<string, string>>, ...flags: ReadonlyArray<string>) =>
  runIn({ checkConfig: () => reportConfig(environment) }, ['config', 'check', ...flags]);

describe('config check', () => {
  it('shows every setting as it counts and where it comes from', async () => {
    const { code, out } = await check({ HOOK_RETRY_TIMES: '7' });
    expect(code).to.equal(0);
    expect(out).to.match(/HOOK_RETRY_TIMES +7 +environment/);
    expect(out).to.match(/HOOKLINE_LISTEN_PORT +8090 +default/);
    expect(out).to.contain('would start with this');
  });

  it('hides secrets, and users in addresses', async () => {
    const secrets = {
      HOOKLINE_API_KEY: 'hk_0123456789_hunter2',
      HOOKLINE_MASTER_KEY: `${'ab'.repeat(31)}hunter2`,
      HOOKLINE_EVENTSTOREDB: 'esdb://ops:hunter2@es1:2113',
    };
    for (const flags of [[], ['--json']]) {
      const { out, err } = await check(secrets, ...flags);
      expect(out + err)
        .to.contain('(hidden)')
        .and.not.to.contain('hunter2');
    }
  });

  it('lists each key that is not known', async () => {
    const { code, out } = await check({ HOOKLINE_LISTEN_PROT: '1' });
    expect(code).to.equal(0);
    expect(out).to.contain('Not known, ignored: HOOKLINE_LISTEN_PROT (environment)');
  });

  it('names every mistake and ends with 1, also for programs', async () => {
    const wrong = { HOOKLINE_LISTEN_PORT: 'many', HOOK_RETRY_TIMES: '0' };
    const { code, out } = await check(wrong);
    expect(code).to.equal(1);
    expect(out).to.contain('Wrong: HOOKLINE_LISTEN_PORT=many').and.to.contain('Wrong: HOOK_RETRY_TIMES=0');
    const told = JSON.parse((await check(wrong, '--json')).out) as { readonly problems: ReadonlyArray<unknown> };
    expect(told.problems).to.have.lengthOf(2);
  });
});
