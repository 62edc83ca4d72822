import { expect } from 'chai';
import { runIn } from '../../../support/run-cli';

const completed = async (...words: ReadonlyArray<string>): Promise<ReadonlyArray<string>> =>
  (await runIn({}, ['complete-words', '--', ...words])).out.split('\n').filter((word) => word !== '');

describe('The completion of a command line', () => {
  it('offers the commands, and not the one it is made with', async () => {
    expect(await completed('')).to.include.members(['hook', 'event', 'export', 'listen', '--json']);
    expect(await completed('')).not.to.include('complete-words');
  });

  it('offers what is below a command, and only what begins as the word does', async () => {
    expect(await completed('hook', 'cre')).to.deep.equal(['create']);
    expect(await completed('hook', '')).to.include.members(['list', 'create', 'suspend']);
  });

  it('knows event types, replays, deliveries and health', async () => {
    expect(await completed('catalogue', '')).to.include.members(['list', 'show', 'register']);
    expect(await completed('catalogue', 'list', '--vendor', '')).to.deep.equal(['altcraft', 'actito', 'hookline']);
    expect(await completed('replay', '')).to.include.members(['start', 'show', 'cancel']);
    expect(await completed('deliveries', '--st')).to.deep.equal(['--state']);
    expect(await completed('he')).to.deep.equal(['health']);
  });

  it('offers the options of a command, and the values that one may have', async () => {
    expect(await completed('event', 'send', '--no')).to.deep.equal(['--no-capture']);
    expect(await completed('hook', 'create', '--push-mode', '')).to.deep.equal(['ONE_BY_ONE', 'BULK']);
  });

  for (const shell of ['bash', 'zsh', 'fish'])
    it(`has a script for ${shell} that asks the program itself`, async () => {
      const { code, out } = await runIn({}, ['completion', shell]);
      expect(code).to.equal(0);
      expect(out).to.contain('hookline complete-words --');
    });

  it('knows no other shell', async () => {
    expect((await runIn({}, ['completion', 'csh'])).code).to.equal(2);
  });
});
