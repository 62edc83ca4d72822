import { expect } from 'chai';
import { runCli } from '../../../support/run-cli';

const PARTS = [
  { part: 'REST', ready: true, detail: 'listening' },
  { part: 'capture', ready: false, detail: 'reading the log' },
];

describe('health', () => {
  it('shows every part, and ends with 1 while one of them cannot serve', async () => {
    const unready = { status: 503, body: { ready: false, parts: PARTS } };
    const { code, out, asked } = await runCli(['health'], { answers: [unready] });
    expect(asked[0]).to.include({ method: 'GET', url: '/health/ready' });
    expect(out).to.equal(
      [
        'PART     READY  DETAIL',
        'REST     yes    listening',
        'capture  no     reading the log',
        'The process cannot serve yet.',
        '',
      ].join('\n'),
    );
    expect(code).to.equal(1);
  });

  it('ends with 0 when all can', async () => {
    const ready = { ready: true, parts: PARTS.slice(0, 1) };
    const { code, out } = await runCli(['health', '--json'], { answers: [{ body: ready }] });
    expect(JSON.parse(out)).to.deep.equal(ready);
    expect(code).to.equal(0);
  });

  it('fails where something else answers', async () => {
    const { code } = await runCli(['health'], { answers: [{ status: 503, body: '<html>' }] });
    expect(code).to.equal(1);
  });
});
