import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CliRun, runCli } from '../../../support/run-cli';

const SAVED = { id: 7, status: 'inactive', warnings: [], signingSecret: 'whsec_abc' };
const answers = [{ status: 201, body: SAVED }];
const run = (args: ReadonlyArray<string>, stdin = ''): Promise<CliRun> => runCli(['hook', ...args], { answers, stdin });
const bodyOf = ({ asked }: CliRun): unknown => JSON.parse(asked[0]?.body ?? 'null');

describe('hook create', () => {
  it('makes an Altcraft-style hook of flags and shows its secret this once', async () => {
    const flags = [
      '--name',
      'Clicks',
      '--format',
      'altcraft',
      '--type',
      'click',
      '--type',
      'uclick',
      '--database',
      '50',
    ];
    const more = ['--url', 'https://shop.example/hook', '--batch', '100', '--window', '0.5', '--active'];
    const created = await run(['create', ...flags, ...more, '--header', 'X-Team: shop: one', '--header', 'X-B:2']);
    expect(created.asked[0]).to.include({ method: 'POST', url: '/v1/hooks' });
    expect(created.asked[0]?.headers['content-type']).to.equal('application/json');
    expect(bodyOf(created)).to.deep.equal({
      name: 'Clicks',
      format: 'altcraft',
      batch: { size: 100, windowSeconds: 0.5 },
      capture: { types: ['click', 'uclick'], database: '50' },
      destination: { type: 'http', url: 'https://shop.example/hook', headers: { 'X-Team': 'shop: one', 'X-B': '2' } },
      isActive: true,
    });
    expect(created.out).to.equal('Hook 7 was created; it is inactive.\nSigning secret, shown this once: whsec_abc\n');
    expect(created.code).to.equal(0);
  });

  it('makes an Actito-style hook of flags, in that vendor’s words', async () => {
    const flags = ['--name', 'Runs', '--format', 'actito', '--type', 'ETL_FINISHED', '--element', '123456'];
    const created = await run(['create', ...flags, '--push-mode', 'BULK', '--batch', '20', '--no-active']);
    expect(bodyOf(created)).to.deep.equal({
      name: 'Runs',
      format: 'actito',
      pushMode: 'BULK',
      maxBlockSize: 20,
      capture: { types: ['ETL_FINISHED'], element: '123456' },
      isActive: false,
    });
  });

  it('takes the hook that is piped in, with flags over it part by part', async () => {
    const given = {
      name: 'Ünïcode',
      format: 'actito',
      capture: { types: ['ETL_FINISHED'], element: '1' },
      destination: { type: 'http', url: 'https://old.example', headers: { 'X-Secret': 's' } },
    };
    const created = await run(
      ['create', '--file', '-', '--url', 'https://new.example', '--batch', '3'],
      JSON.stringify(given),
    );
    expect(bodyOf(created)).to.deep.equal({
      ...given,
      maxBlockSize: 3,
      destination: { ...given.destination, url: 'https://new.example' },
    });
  });

  it('takes the hook of a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hookline-cli-'));
    try {
      writeFileSync(join(folder, 'hook.json'), '{"name":"Filed"}');
      expect(bodyOf(await run(['create', '--file', join(folder, 'hook.json')]))).to.deep.equal({ name: 'Filed' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  for (const [what, args, stdin, told] of [
    ['nothing is said', ['create'], '', 'Nothing was said about the hook: give --file or flags.'],
    ['the file is not there', ['create', '--file', '/nowhere/hook.json'], '', '/nowhere/hook.json cannot be read'],
    ['the file is no JSON', ['create', '--file', '-'], '{"name":', '- holds no JSON'],
    ['a header has no name', ['create', '--header', 'secret'], '', '--header must look like "Name: value".'],
    ['the format of a batch is open', ['create', '--batch', '5'], '', 'say --format too'],
  ] as const) {
    it(`asks nothing of the engine when ${what}, and ends with 2`, async () => {
      const { code, err, asked } = await run(args, stdin);
      expect(code).to.equal(2);
      expect(err).to.include(told);
      expect(asked).to.deep.equal([]);
    });
  }
});

describe('hook change', () => {
  it('sends the given parts to be merged', async () => {
    const changed = await run(['change', '7', '--url', 'https://new.example', '--if-match', '0']);
    expect(changed.asked[0]).to.include({ method: 'PATCH', url: '/v1/hooks/7' });
    expect(changed.asked[0]?.headers['if-match']).to.equal('"0"');
    expect(bodyOf(changed)).to.deep.equal({ destination: { type: 'http', url: 'https://new.example' } });
    expect(changed.out).to.match(/^Hook 7 was changed; it is inactive\.\n/);
  });

  it('sends the whole hook to take the place of the old with --replace', async () => {
    const changed = await run(['change', '7', '--replace', '--file', '-'], '{"name":"Whole"}');
    expect(changed.asked[0]).to.include({ method: 'PUT', url: '/v1/hooks/7', body: '{"name":"Whole"}' });
  });
});
