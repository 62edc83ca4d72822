import { expect } from 'chai';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../../../support/run-cli';

const EVENT = '{"id":"c-1","type":"click","occurredAt":"2026-11-23T08:30:00Z"}';
const request = {
  method: 'POST',
  url: 'https://shop.example/hook',
  headers: [{ name: 'X-Secret', value: '********' }],
  body: '[{"event_type":"click"}]',
};
const run = {
  matches: true,
  clause: 'all',
  detail: 'every clause of the rule passes',
  warnings: [],
  notes: [],
  request,
};

describe('hook dry-run', () => {
  it('hands over the event that is piped in and shows the request it would become', async () => {
    const { code, out, asked } = await runCli(['hook', 'dry-run', '7', '--event', '-'], {
      stdin: EVENT,
      answers: [{ body: run }],
    });
    expect(code).to.equal(0);
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/hooks/7/dry-run', body: `{"event":${EVENT}}` });
    expect(out).to.equal(
      [
        'The hook would capture the event: every clause of the rule passes (clause all).',
        '',
        'POST https://shop.example/hook',
        'X-Secret: ********',
        '',
        '[{"event_type":"click"}]',
        '',
      ].join('\n'),
    );
  });

  it('ends with 1 and says why when the hook would not capture it', async () => {
    const answer = {
      ...run,
      matches: false,
      clause: 'mailing',
      detail: 'the event has no mailing',
      request: null,
      warnings: ['"open" can never match'],
      notes: ['the hook is inactive'],
      problem: { field: 'data', reason: 'is not enough' },
    };
    const { code, out } = await runCli(['hook', 'dry-run', '7', '--event', '-'], {
      stdin: EVENT,
      answers: [{ body: answer }],
    });
    expect(code).to.equal(1);
    expect(out).to.equal(
      [
        'The hook would not capture the event: the event has no mailing (clause mailing).',
        'Warning: "open" can never match.',
        'Note: the hook is inactive.',
        'Nothing could be sent of it: data is not enough.',
        '',
      ].join('\n'),
    );
  });

  it('tries a hook from a file, which needs no number', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hookline-'));
    const file = join(folder, 'hook.json');
    await writeFile(file, '{"name":"Clicks"}');
    const { asked } = await runCli(['hook', 'dry-run', '--event', '-', '--file', file], {
      stdin: EVENT,
      answers: [{ body: run }],
    });
    await rm(folder, { recursive: true });
    expect(asked[0]).to.include({ url: '/v1/hooks/dry-run', body: `{"event":${EVENT},"hook":{"name":"Clicks"}}` });
  });

  it('is wrong usage without an event, with both piped in, and with a file that is no JSON', async () => {
    expect((await runCli(['hook', 'dry-run', '7'])).code).to.equal(2);
    expect((await runCli(['hook', 'dry-run', '--event', '-', '--file', '-'])).code).to.equal(2);
    expect((await runCli(['hook', 'dry-run', '7', '--event', '-'], { stdin: '{' })).code).to.equal(2);
  });
});

describe('hook test', () => {
  const test = { hook: 7, eventType: 'click', request, delivered: true, status: 200, text: 'OK', durationMs: 31 };

  it('sends one, by default of the first type, and shows what came back', async () => {
    const { code, out, asked } = await runCli(['hook', 'test', '7'], { answers: [{ body: test }] });
    expect(code).to.equal(0);
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/hooks/7/test', body: '{}' });
    expect(out).to.match(
      /^The example of click was delivered\.\nstatus {2}200\ntook {4}31 ms\nanswer {2}OK\n\nPOST https/,
    );
  });

  it('ends with 1 when it was not delivered', async () => {
    const answer = { ...test, delivered: false, status: 500, reason: 'status', detail: 'answered 500' };
    const { code, out, asked } = await runCli(['hook', 'test', '7', '--type', 'open'], { answers: [{ body: answer }] });
    expect(code).to.equal(1);
    expect(asked[0]).to.include({ body: '{"type":"open"}' });
    expect(out).to.match(/was not delivered\.[\s\S]*why {5}status: answered 500/);
  });

  it('lets no control character of an answer through to the terminal', async () => {
    const { out } = await runCli(['hook', 'test', '7'], { answers: [{ body: { ...test, text: '\u001b[2J' } }] });
    expect(out).to.not.contain('\u001b');
  });
});
