import { expect } from 'chai';
import { type EngineAnswer } from '../../../support/fake-engine';
import { type CliRun, runCli } from '../../../support/run-cli';

const clicks = { name: 'Clicks', capture: { types: ['click'] }, destination: { headers: { 'X-Secret': '********' } } };
const noted = { id: 7, status: 'active', signingSecrets: [{ id: 'a' }], revision: 4 };
const there = { body: { hooks: [{ ...noted, ...clicks }] } };
const REFUSAL = { title: 'Invalid', detail: 'No.', errors: [{ field: 'destination.url', reason: 'must be https' }] };
const refusal = { status: 422, body: REFUSAL };

const imports = (
  hooks: ReadonlyArray<object>,
  answers: ReadonlyArray<EngineAnswer>,
  ...more: string[]
): Promise<CliRun> => runCli(['hook', 'import', '--file', '-', ...more], { answers, stdin: JSON.stringify({ hooks }) });
const calls = ({ asked }: CliRun): ReadonlyArray<string> => asked.map(({ method, url }) => `${method} ${url}`);
const LIST = 'GET /v1/hooks?limit=200';

describe('hook export and import, there and back (behaviour 52)', () => {
  it('exports all pages as one document, without what the engine notes', async () => {
    const second = { body: { hooks: [{ id: 9, status: 'inactive', name: 'Opens' }] } };
    const run = await runCli(['hook', 'export'], { answers: [{ body: { ...there.body, next: 7 } }, second] });
    const hooks = [
      { ...clicks, isActive: true },
      { name: 'Opens', isActive: false },
    ];
    expect(JSON.parse(run.out)).to.deep.equal({ hooks });
    expect(calls(run)).to.deep.equal([LIST, `${LIST}&after=7`]);
  });

  it('changes nothing when the document is what was exported', async () => {
    const run = await imports([{ ...clicks, isActive: true }], [there]);
    expect(calls(run)).to.deep.equal([LIST]);
    expect(run.out).to.match(/7 +Clicks +unchanged/);
    expect(run.code).to.equal(0);
  });
});

describe('hook import (behaviour 53)', () => {
  it('creates what is not there, replaces what differs, and tells what is refused and why', async () => {
    const created = { status: 201, body: { id: 8, signingSecret: 'whsec_b' } };
    const changed = { ...clicks, capture: { types: ['open'] } };
    const run = await imports([{ name: 'New' }, changed, { name: 'Bad' }], [there, created, { body: {} }, refusal]);
    expect(calls(run)).to.deep.equal([LIST, 'POST /v1/hooks', 'PUT /v1/hooks/7', 'POST /v1/hooks']);
    expect(run.asked[2]?.headers['if-match']).to.equal('"4"');
    expect(JSON.parse(run.asked[2]?.body ?? '')).to.deep.equal(changed);
    expect(run.out).to.match(/8 +New +created +.*whsec_b/);
    expect(run.out).to.match(/7 +Clicks +changed/);
    expect(run.out).to.match(/- +Bad +refused +destination\.url: must be https/);
    expect(run.code).to.equal(3);
  });

  it('asks for dry runs only with --dry-run, and refuses as it would', async () => {
    const changed = { ...clicks, capture: { types: ['open'] } };
    const run = await imports([{ name: 'New' }, changed], [there, refusal, { body: {} }], '--dry-run');
    expect(calls(run)).to.deep.equal([LIST, 'POST /v1/hooks/dry-run', 'POST /v1/hooks/7/dry-run']);
    expect(run.out)
      .to.include('nothing was changed')
      .and.to.match(/New +refused/);
    expect(run.code).to.equal(3);
  });

  it('refuses a masked secret of a new hook in a dry run too, as the engine does when it is saved', async () => {
    const run = await imports([{ ...clicks, name: 'New' }], [there], '--dry-run');
    expect(calls(run)).to.deep.equal([LIST]);
    expect(run.out).to.match(/New +refused +destination\.headers\.X-Secret: is masked/);
    expect(run.code).to.equal(3);
  });

  it('tries no further hook when the engine cannot be asked any more, and keeps what was told', async () => {
    const run = await imports([{ name: 'One' }, { name: 'Two' }], [there, {}]);
    expect(run.out)
      .to.match(/One +failed/)
      .and.to.match(/Two +not-tried/);
    expect(run.code).to.equal(4);
  });

  it('asks nothing when two hooks of the document share a name', async () => {
    const run = await imports([clicks, clicks], [there]);
    expect(run.code).to.equal(2);
    expect(run.asked).to.deep.equal([]);
  });
});
