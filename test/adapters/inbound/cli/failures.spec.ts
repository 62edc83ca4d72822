import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { fakeEngine } from '../../../support/fake-engine';
import { runCli, runIn } from '../../../support/run-cli';

const INVALID = {
  type: 'urn:hookline:problem:hook-invalid',
  title: 'The hook is not acceptable',
  status: 422,
  detail: 'Nothing was saved. Correct the fields listed in errors and send the request again.',
  errors: [
    { field: 'destination.url', reason: 'must be https' },
    { field: '', reason: 'must be a JSON object' },
    { index: 3, field: 'type', reason: 'is missing' },
    { index: 4, field: '', reason: 'larger than 262144 bytes' },
  ],
};
const refusing = (status: number, body: unknown = INVALID) =>
  runCli(['hook', 'show', '7'], { answers: [{ status, body }] });

describe('A command', () => {
  describe('that the engine refuses', () => {
    it('tells title, detail and a line for each field, on stderr, and ends with 3', async () => {
      const { code, out, err } = await refusing(422);
      expect(code).to.equal(3);
      expect(out).to.equal('');
      expect(err).to.equal(
        [
          'The hook is not acceptable',
          'Nothing was saved. Correct the fields listed in errors and send the request again.',
          '  destination.url: must be https',
          '  body: must be a JSON object',
          '  event 3, type: is missing',
          '  event 4: larger than 262144 bytes',
          '',
        ].join('\n'),
      );
    });

    it('tells the problem as it came with --json', async () => {
      const { err, code } = await runCli(['--json', 'hook', 'show', '7'], {
        answers: [{ status: 422, body: INVALID }],
      });
      expect(JSON.parse(err)).to.deep.equal(INVALID);
      expect(code).to.equal(3);
    });

    it('says after 401 which key it presented', async () => {
      const { err } = await refusing(401, { title: 'An API key is needed', detail: 'Send it.' });
      expect(err).to.equal('An API key is needed\nSend it.\nCommands present the key that HOOKLINE_API_KEY holds.\n');
    });

    it('cannot be made to write control characters to the terminal', async () => {
      const { err } = await refusing(404, { title: 'No\u001b[2J', detail: 'such\u0007 hook' });
      expect(err).to.equal('No\uFFFD[2J\nsuch\uFFFD hook\n');
    });

    for (const status of [400, 401, 403, 404, 409, 410, 412, 413]) {
      it(`ends with 3 after ${String(status)}`, async () => {
        expect((await refusing(status)).code).to.equal(3);
      });
    }
    for (const status of [500, 503]) {
      it(`ends with 1 after ${String(status)}, which is no refusal`, async () => {
        expect((await refusing(status)).code).to.equal(1);
      });
    }
  });

  describe('that reaches no engine', () => {
    it('says where it looked and what to do, and ends with 4', async () => {
      const { url, stop } = await fakeEngine();
      await stop();
      const { code, err, out } = await runIn({ connection: () => E.right({ url }) }, ['hook', 'list']);
      expect(code).to.equal(4);
      expect(out).to.equal('');
      expect(err).to.match(new RegExp(`^The engine cannot be reached at ${url} \\(.*ECONNREFUSED.*\\)\\.\n`));
      expect(err).to.include('Is `hookline serve` running there?').and.to.include('HOOKLINE_URL');
    });

    it('says so too when the connection breaks', async () => {
      const { code, err } = await runCli(['hook', 'list'], { answers: [{}] });
      expect(code).to.equal(4);
      expect(err).to.include('The engine cannot be reached');
    });
  });

  describe('that reaches something else', () => {
    for (const [what, answer] of [
      ['a web page', { body: '<html>' }],
      ['a redirect', { status: 302, headers: { location: 'http://127.0.0.1:1/' }, body: '' }],
      ['an error without problem details', { status: 502, body: { error: 'bad gateway' } }],
    ] as const) {
      it(`says at ${what} that it is not Hookline, and ends with 1`, async () => {
        const { code, err } = await runCli(['hook', 'list'], { answers: [answer] });
        expect(code).to.equal(1);
        expect(err).to.include('does not speak as Hookline does').and.to.include('--engine');
      });
    }
  });

  it('tells the mistakes of the configuration, and ends with 1', async () => {
    const connection = () => E.left('HOOKLINE_URL=nowhere (environment): must be an http or https address');
    const { code, err } = await runIn({ connection }, ['hook', 'list']);
    expect(code).to.equal(1);
    expect(err).to.equal('HOOKLINE_URL=nowhere (environment): must be an http or https address\n');
  });

  it('asks the engine that --engine names, with the configured key', async () => {
    const engine = await fakeEngine({ body: { hooks: [] } });
    try {
      const connection = () => E.right({ url: 'http://127.0.0.1:1', apiKey: 'hk_mine' });
      const { code } = await runIn({ connection }, ['hook', 'list', '--engine', `${engine.url}/`]);
      expect(code).to.equal(0);
      expect(engine.asked[0]?.url).to.equal('/v1/hooks');
      expect(engine.asked[0]?.headers.authorization).to.equal('Bearer hk_mine');
    } finally {
      await engine.stop();
    }
  });

  it('sends no key when none is configured', async () => {
    const engine = await fakeEngine({ body: { hooks: [] } });
    try {
      await runIn({ connection: () => E.right({ url: engine.url }) }, ['hook', 'list']);
      expect(engine.asked[0]?.headers).not.to.have.property('authorization');
    } finally {
      await engine.stop();
    }
  });
});
