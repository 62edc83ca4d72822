import { expect } from 'chai';
import { type CliRun, runCli } from '../../../support/run-cli';
import { type EngineAnswer } from '../../../support/fake-engine';

const took = (accepted: number, repeats = 0): EngineAnswer => ({
  body: {
    accepted,
    repeats,
    events: Array.from({ length: accepted + repeats }, (_, index) => ({ index, id: `i-${String(index)}` })),
  },
});
const busy: EngineAnswer = {
  status: 503,
  headers: { 'retry-after': '0' },
  body: { title: 'The event store does not answer', detail: 'Send the same request again.' },
};
const refused: EngineAnswer = {
  status: 422,
  body: {
    title: 'Not all events are acceptable',
    detail: 'None was stored.',
    errors: [{ index: 4, field: 'type', reason: 'is missing' }],
  },
};
const lines = (count: number): string =>
  Array.from({ length: count }, (_, n) => `{"id":"e-${String(n)}","type":"click"}`).join('\n');

const send = (stdin: string, answers: ReadonlyArray<EngineAnswer>, ...flags: ReadonlyArray<string>): Promise<CliRun> =>
  runCli(['event', 'send', '--file', '-', ...flags], { answers, stdin });
type SentEvent = { readonly id?: string } & Readonly<Record<string, unknown>>;
const eventsOf = ({ asked }: CliRun, request = 0): ReadonlyArray<SentEvent> =>
  JSON.parse(asked[request]?.body ?? 'null') as ReadonlyArray<SentEvent>;

describe('event send', () => {
  it('sends what is piped in and tells what the engine recognised', async () => {
    const sent = await send(lines(3), [took(2, 1)]);
    expect(sent.asked).to.have.length(1);
    expect(sent.asked[0]).to.include({ method: 'POST', url: '/v1/events' });
    expect(eventsOf(sent).map(({ id }) => id)).to.deep.equal(['e-0', 'e-1', 'e-2']);
    expect(sent.out).to.equal('2 events accepted, 1 repeat recognised.\n');
    expect(sent.code).to.equal(0);
  });

  it('sends a page for every thousand, in order', async () => {
    const sent = await send(lines(2500), [took(1000), took(999, 1), took(500)]);
    expect(sent.asked.map((_, request) => eventsOf(sent, request).length)).to.deep.equal([1000, 1000, 500]);
    expect(eventsOf(sent, 2)[0]).to.have.property('id', 'e-2000');
    expect(sent.out).to.equal('2499 events accepted, 1 repeat recognised.\n');
  });

  it('gives every event’s answer with --json, counted over the whole file', async () => {
    const sent = await send(lines(1001), [took(1000), took(1)], '--json');
    const { accepted, repeats, events } = JSON.parse(sent.out) as Record<string, unknown[]>;
    expect({ accepted, repeats }).to.deep.equal({ accepted: 1001, repeats: 0 });
    expect(events).to.have.length(1001);
    expect(events?.at(-1)).to.deep.equal({ index: 1000, id: 'i-0' });
  });

  describe('while the engine is busy', () => {
    it('sends the same page with the same ids again, also ids it made itself', async () => {
      const sent = await send('[{"type":"click"},{"type":"open"}]', [busy, busy, took(2)]);
      expect(sent.code).to.equal(0);
      expect(sent.asked).to.have.length(3);
      expect(new Set(sent.asked.map(({ body }) => body))).to.have.property('size', 1);
      expect(new Set(eventsOf(sent).map(({ id }) => id))).to.have.property('size', 2);
      expect(sent.err).to.include('the same events go again in 0 s');
    });

    it('gives up after five times and tells the problem', async () => {
      const sent = await send(lines(1), [busy]);
      expect(sent.asked).to.have.length(5);
      expect(sent.code).to.equal(1);
      expect(sent.err).to.include('The event store does not answer');
      expect(sent.out).to.equal('');
    });

    it('says nothing but the problem with --json', async () => {
      const sent = await send(lines(1), [busy], '--json');
      expect(JSON.parse(sent.err)).to.have.property('title', 'The event store does not answer');
    });
  });

  it('sends the same page again when the answer was lost', async () => {
    const sent = await send(lines(2), [{}, took(0, 2)]);
    expect(sent.asked).to.have.length(2);
    expect(sent.asked[1]?.body).to.equal(sent.asked[0]?.body);
    expect(sent.out).to.equal('0 events accepted, 2 repeats recognised.\n');
  });

  describe('that is refused', () => {
    it('is not repeated, names the event with its line, and ends with 3', async () => {
      const sent = await send(lines(9), [refused]);
      expect(sent.asked).to.have.length(1);
      expect(sent.code).to.equal(3);
      expect(sent.err).to.equal(
        'Not all events are acceptable\nNone was stored.\n  event 4 (line 5), type: is missing\n',
      );
    });

    it('counts lines of the file, empty ones too, and none in a single document', async () => {
      const sparse = await send(lines(9).replaceAll('\n', '\n\n'), [refused]);
      expect(sparse.err).to.include('event 4 (line 9), type: is missing');
      const array = await send(`[${lines(9).replaceAll('\n', ',\n')}]`, [refused]);
      expect(array.err).to.include('event 4, type: is missing');
    });

    it('counts events over the whole file, stops there and says how to go on', async () => {
      const sent = await send(lines(3000), [took(1000), refused, took(1000)]);
      expect(sent.asked).to.have.length(2);
      expect(sent.code).to.equal(3);
      expect(sent.err).to.include('  event 1004 (line 1005), type: is missing\n');
      expect(sent.err).to.include('The first 1000 events of the file are stored. Go on behind them with --skip 1000.');
    });

    it('tells programs the same', async () => {
      const { err } = await send(lines(1500), [took(1000), refused], '--json');
      expect(JSON.parse(err)).to.deep.include({
        storedBefore: 1000,
        errors: [{ index: 1004, line: 1005, field: 'type', reason: 'is missing' }],
      });
    });
  });

  it('leaves out the first of the file with --skip and counts on from there', async () => {
    const sent = await send(lines(12), [refused], '--skip', '5');
    expect(eventsOf(sent)[0]).to.have.property('id', 'e-5');
    expect(sent.err).to.include('event 9 (line 10), type: is missing');
  });

  for (const [what, stdin, told] of [
    ['nothing is piped in', '', 'There are no events in what was given.'],
    ['an empty array is piped in', '[]', 'There are no events in what was given.'],
    ['a line is broken', `${lines(2)}\n{"type":`, 'line 3 is no JSON'],
    ['the document is broken', '[\n{"type": }]', 'What was piped in cannot be read'],
  ] as const) {
    it(`ends with 2 when ${what}`, async () => {
      const sent = await send(stdin, [took(2)]);
      expect(sent.code).to.equal(2);
      expect(sent.err).to.include(told);
      expect(sent.asked).to.deep.equal([]);
    });
  }

  it('ends with 2 when the file is not there', async () => {
    const sent = await runCli(['event', 'send', '--file', '/nowhere/events.json']);
    expect(sent.code).to.equal(2);
    expect(sent.err).to.include('/nowhere/events.json cannot be read');
  });
});
