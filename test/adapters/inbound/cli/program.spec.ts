import { expect } from 'chai';
import { runIn } from '../../../support/run-cli';

describe('The program hookline', () => {
  it('shows its commands and its exit codes on --help, as a success', async () => {
    const { code, out, err } = await runIn({}, ['--help']);
    expect(code).to.equal(0);
    for (const name of ['serve', 'demo', 'listen', 'hook', 'event', 'audit', 'key', 'catalogue']) {
      expect(out).to.match(new RegExp(`^  ${name} `, 'm'));
    }
    expect(out).to.include(
      'Exit codes: 0 done, 1 failed, 2 wrong usage, 3 refused by the engine, 4 engine not reached.',
    );
    expect(err).to.equal('');
  });

  it('shows the options of every command that hold for all', async () => {
    const { out } = await runIn({}, ['hook', 'list', '--help']);
    expect(out).to.include('--json').and.to.include('--engine <url>').and.to.include('--status <status>');
  });

  it('says its version', async () => {
    expect(await runIn({}, ['--version'])).to.deep.equal({ code: 0, out: '0.0.0-test\n', err: '' });
  });

  it('ends with what serve ended with', async () => {
    expect((await runIn({ serve: () => Promise.resolve(1) }, ['serve'])).code).to.equal(1);
  });

  for (const [args, keep] of [
    [['demo'], false],
    [['demo', '--keep'], true],
  ] as const) {
    it(`plays the demo ${keep ? 'and leaves it running' : 'once'} with ${args.join(' ')}`, async () => {
      const asked: object[] = [];
      const demo = (options: object): Promise<number> => {
        asked.push(options);
        return Promise.resolve(0);
      };
      expect((await runIn({ demo }, args)).code).to.equal(0);
      expect(asked).to.deep.equal([{ keep }]);
    });
  }

  describe('that is used wrongly', () => {
    for (const [args, told] of [
      [[], 'Usage: hookline'],
      [['frobnicate'], "unknown command 'frobnicate'"],
      [['hook'], 'Usage: hookline hook'],
      [['hook', 'show'], "missing required argument 'hook'"],
      [['hook', 'show', 'seven'], 'It must be a whole number from 1'],
      [['hook', 'show', '0'], 'It must be a whole number from 1'],
      [['hook', 'show', '7', '--colour'], "unknown option '--colour'"],
      [['hook', 'list', '--status', 'asleep'], 'Allowed choices are active, suspended, inactive'],
      [['hook', 'list', '--limit', '201'], 'It must be a whole number from 1 to 200'],
      [['hook', 'list', '--engine', 'ftp://there'], 'It must be an http or https address without a path'],
      [['hook', 'create', '--window', 'soon'], 'It must be a number of seconds'],
      [['hook', 'discard', '7', 'd-1'], "required option '--reason <text>' not specified"],
      [['key', 'create', '--name', 'shop'], "required option '--scope <scope...>' not specified"],
      [['event', 'send'], 'Say where the events are: --from'],
    ] as const) {
      it(`ends with 2 and says what is wrong at "${args.join(' ')}"`, async () => {
        const { code, out, err } = await runIn({}, args);
        expect(code).to.equal(2);
        expect(err).to.include(told);
        expect(out).to.equal('');
      });
    }
  });

  it('lets a defect through, for the process to end with', async () => {
    const ended = await runIn({ serve: () => Promise.reject(new Error('a bug')) }, ['serve']).catch(
      (thrown: unknown) => thrown,
    );
    expect(ended).to.be.instanceOf(Error).with.property('message', 'a bug');
  });
});
