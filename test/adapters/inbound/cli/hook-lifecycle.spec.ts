import { expect } from 'chai';
import { runWith } from '../../../support/run-cli';

const hook = (more: object): object => ({ id: 7, status: 'active', warnings: [], ...more });
const WAITED = { captured: 9, delivered: 4, parked: 0, discarded: 0, waiting: 5 };

interface Example {
  readonly args: ReadonlyArray<string>;
  readonly asked: { readonly method: string; readonly url: string; readonly body: string };
  readonly answer: object;
  readonly told: string;
}
const post = (name: string, body = ''): Example['asked'] => ({ method: 'POST', url: `/v1/hooks/7/${name}`, body });

const EXAMPLES: ReadonlyArray<Example> = [
  { args: ['activate'], asked: post('activate'), answer: hook({}), told: 'Hook 7 was activated; it is active.\n' },
  {
    args: ['suspend', '--note', 'maintenance'],
    asked: post('suspend', '{"note":"maintenance"}'),
    answer: hook({ status: 'suspended' }),
    told: 'Hook 7 was suspended; it is suspended.\n',
  },
  {
    args: ['suspend'],
    asked: post('suspend', '{}'),
    answer: hook({ status: 'suspended' }),
    told: 'Hook 7 was suspended; it is suspended.\n',
  },
  {
    args: ['resume'],
    asked: post('resume', '{"skip":false}'),
    answer: hook({ waited: WAITED }),
    told: 'Hook 7 was resumed; it is active.\nAt this moment: 9 captured, 4 delivered, 0 parked, 0 discarded, 5 waiting.\n',
  },
  {
    args: ['resume', '--skip'],
    asked: post('resume', '{"skip":true}'),
    answer: hook({}),
    told: 'Hook 7 was resumed; it is active.\n',
  },
  {
    args: ['resume', '--skip'],
    asked: post('resume', '{"skip":true}'),
    answer: hook({ waited: { ...WAITED, behind: { after: '41', since: '2026-11-23T09:00:00Z' } } }),
    told:
      'Hook 7 was resumed; it is active.\nAt this moment: 9 captured, 4 delivered, 0 parked, 0 discarded, 5 waiting.\n' +
      'More waited in the log, after position 41 since 2026-11-23T09:00:00Z: it is counted as it is captured or skipped. ' +
      'See "hookline hook sum 7".\n',
  },
  {
    args: ['deactivate'],
    asked: post('deactivate'),
    answer: hook({ status: 'inactive' }),
    told: 'Hook 7 was deactivated; it is inactive.\n',
  },
  {
    args: ['clone'],
    asked: post('clone'),
    answer: { id: 8, status: 'inactive', signingSecret: 'whsec_abc' },
    told: 'Hook 8 was made as a copy; it is inactive.\nSigning secret, shown this once: whsec_abc\n',
  },
  {
    args: ['rotate-secret', '--overlap-hours', '48'],
    asked: post('rotate-secret', '{"overlapHours":48}'),
    answer: hook({ signingSecret: 'whsec_new' }),
    told: 'Hook 7 has a new signing secret; it is active.\nSigning secret, shown this once: whsec_new\n',
  },
  {
    args: ['delete'],
    asked: { method: 'DELETE', url: '/v1/hooks/7', body: '' },
    answer: hook({ status: 'deleted', waited: WAITED }),
    told: 'Hook 7 was deleted.\nAt this moment: 9 captured, 4 delivered, 0 parked, 0 discarded, 5 waiting.\n',
  },
];

describe('A command on a hook', () => {
  for (const { args, asked: expected, answer, told } of EXAMPLES) {
    const [name = '', ...flags] = args;
    it(`asks and tells what came of it: hook ${name} 7 ${flags.join(' ')}`.trimEnd(), async () => {
      const { code, out, asked } = await runWith(answer, 'hook', name, '7', ...flags);
      expect(asked).to.have.length(1);
      expect(asked[0]).to.include(expected);
      expect(asked[0]?.headers).not.to.have.property('if-match');
      expect(out).to.equal(told);
      expect(code).to.equal(0);
    });
  }

  for (const name of ['activate', 'suspend', 'resume', 'deactivate', 'rotate-secret', 'delete']) {
    it(`is done at a revision only: hook ${name} 7 --if-match 4`, async () => {
      const { asked } = await runWith(hook({}), 'hook', name, '7', '--if-match', '4');
      expect(asked[0]?.headers['if-match']).to.equal('"4"');
    });
  }

  it('is a success when the hook stands so already', async () => {
    const { code, out } = await runWith(hook({ unchanged: true }), 'hook', 'activate', '7');
    expect(out).to.equal('Hook 7 stands so already; nothing was changed. It is active.\n');
    expect(code).to.equal(0);
  });

  it('tells warnings', async () => {
    const { out } = await runWith(hook({ warnings: ['"open" never has an element'] }), 'hook', 'activate', '7');
    expect(out).to.include('\nNote: "open" never has an element\n');
  });

  it('gives the answer as it came with --json', async () => {
    const { out } = await runWith(hook({ unchanged: true }), 'hook', 'activate', '7', '--json');
    expect(JSON.parse(out)).to.deep.equal(hook({ unchanged: true }));
  });
});
