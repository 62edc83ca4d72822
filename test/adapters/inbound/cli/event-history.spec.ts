import { expect } from 'chai';
import { runCli } from '../../../support/run-cli';
import { type EngineAnswer } from '../../../support/fake-engine';

const took = (accepted: number): EngineAnswer => ({ body: { accepted, repeats: 0, events: [] } });
const lines = (count: number): string =>
  Array.from({ length: count }, (_, n) => `{"id":"e-${String(n)}","type":"click"}`).join('\n');

describe('event send --no-capture', () => {
  it('says so with every page, and sends several at once (decision 26)', async () => {
    const sent = await runCli(['event', 'send', '--from', '-', '--no-capture'], {
      answers: [took(1000), took(1000), took(500)],
      stdin: lines(2500),
    });
    expect(sent.code, sent.err).to.equal(0);
    expect(sent.out).to.equal('2500 events accepted, 0 repeats recognised.\n');
    const bodies = sent.asked.map(({ body }) => JSON.parse(body) as { readonly capture: boolean });
    expect(bodies.map(({ capture }) => capture)).to.deep.equal([false, false, false]);
  });

  it('names the first event that was not taken, so that the file can be gone on with from there', async () => {
    const refused = { status: 422, body: { title: 'Not all events are acceptable', detail: 'None.', errors: [] } };
    const sent = await runCli(['event', 'send', '--from', '-', '--no-capture', '--parallel', '2'], {
      answers: [took(1000), refused, took(1000), refused],
      stdin: lines(4000),
    });
    expect(sent.code).to.equal(3);
    expect(sent.err).to.contain('--skip 1000');
  });

  it('wants to be told where the events are', async () => {
    const sent = await runCli(['event', 'send'], { answers: [] });
    expect(sent.code).to.equal(2);
    expect(sent.err).to.contain('--from');
  });
});
