import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { fakeEngine, type EngineAnswer } from '../../../support/fake-engine';
import { type CliRun, runCli, runIn, runWith } from '../../../support/run-cli';

const RUN = {
  run: '7-2',
  hook: 7,
  status: 'in-progress',
  statusText: 'In Progress',
  from: '2026-10-01',
  to: '2026-10-30',
  timeZone: 'UTC',
  types: ['click'],
  notExportable: [],
  startedAt: '2026-11-26T09:00:00.000Z',
  startedBy: 'alice',
};
const PROGRESS = {
  captured: 50,
  delivered: 47,
  parked: 2,
  redeliverable: 1,
  discarded: 0,
  waiting: 1,
  events: { done: 60, inAll: 120 },
  days: { done: 14, inAll: 30, current: '2026-10-15' },
  leftOut: { notMatched: 10, notExportable: 0, alreadyDelivered: 0, outsideOfPeriod: 0 },
  late: 3,
  perSecond: 30,
  secondsLeft: 2,
  circuit: 'closed',
};
const UNDER_WAY = { ...RUN, progress: PROGRESS };
const DONE = { ...UNDER_WAY, status: 'completed', statusText: 'Completed' };

const watching = async (
  answers: ReadonlyArray<EngineAnswer>,
  args: ReadonlyArray<string>,
  stopped: Promise<unknown> = new Promise(() => undefined),
): Promise<CliRun> => {
  const engine = await fakeEngine(...answers);
  try {
    const connection = () => E.right({ url: engine.url, apiKey: 'hk_test_key' });
    return { ...(await runIn({ connection, untilStopped: () => stopped }, args)), asked: engine.asked };
  } finally {
    await engine.stop();
  }
};

const START = ['export', 'start', '7', '--from', '2026-10-01', '--to', '2026-10-30'];

describe('export start', () => {
  it('asks for the days, the rate and what is to be left out, and shows the run', async () => {
    const { code, out, asked } = await runWith(UNDER_WAY, ...START, '--rate', '20', '--skip-delivered');
    expect(asked[0]).to.include({ method: 'POST', url: '/v1/hooks/7/exports' });
    expect(JSON.parse(asked[0]?.body ?? '')).to.deep.equal({
      from: '2026-10-01',
      to: '2026-10-30',
      rateLimit: 20,
      skipDelivered: true,
    });
    expect(code).to.equal(0);
    expect(out)
      .to.match(/^export\s+7-2$/m)
      .and.match(/^status\s+In Progress$/m)
      .and.match(/^late\s+3$/m);
  });

  it('shows a bar until the end with --watch', async () => {
    const { code, out, err, asked } = await watching(
      [{ status: 201, body: UNDER_WAY }, { body: UNDER_WAY }, { body: DONE }],
      [...START, '--watch'],
    );
    expect(asked.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      'POST /v1/hooks/7/exports',
      'GET /v1/exports/7-2',
      'GET /v1/exports/7-2',
    ]);
    expect(err).to.include('7-2 [###############...............] 50 %  60 of 120 events  day 14 of 30  30/s  2 s left');
    expect(err).to.include('2 parked');
    expect(out).to.match(/^status\s+Completed$/m);
    expect(code).to.equal(0);
  });

  it('ends the watching at the first signal, and lets the export go on', async () => {
    const { out } = await watching(
      [{ status: 201, body: UNDER_WAY }, { body: UNDER_WAY }],
      [...START, '--watch'],
      Promise.resolve(),
    );
    expect(out).to.include('The export goes on');
  });

  it('offers the test event and the preview first', async () => {
    const { out } = await runCli(['export', 'start', '--help']);
    expect(out).to.include('hookline hook test HOOK').and.include('hookline export preview HOOK');
  });

  it('refuses a rate that is none', async () => {
    expect((await runCli([...START, '--rate', '0'])).code).to.equal(2);
  });
});

describe('export show', () => {
  it('says why a run is paused, and what lets it go on', async () => {
    const paused = { ...UNDER_WAY, status: 'paused', statusText: 'Paused', reason: 'hook_inactive' };
    const { out } = await runWith(paused, 'export', 'show', '7-2');
    expect(out).to.match(/^status\s+Paused \(hook_inactive\)$/m);
    expect(out).to.include('goes on by itself once the hook is active again');
  });

  it('fails with --watch when the run ends in error', async () => {
    const failed = { ...UNDER_WAY, status: 'error', statusText: 'Error', reason: 'deliveries-parked' };
    const { code, out } = await watching([{ body: failed }], ['export', 'show', '7-2', '--watch']);
    expect(code).to.equal(1);
    expect(out).to.match(/^parked\s+2, of which 1 can be sent again$/m);
    expect(out).to.include('export resume');
  });
});

describe('The other commands on an export', () => {
  for (const name of ['suspend', 'resume', 'abort', 'redeliver-parked'])
    it(`ask for ${name}`, async () => {
      const { code, asked } = await runWith({ ...UNDER_WAY, dropped: 4, asked: 2 }, 'export', name, '7-2');
      expect(asked[0]).to.include({ method: 'POST', url: `/v1/exports/7-2/${name}` });
      expect(code).to.equal(0);
    });

  it('say how much an abort dropped', async () => {
    const { out } = await runWith({ ...UNDER_WAY, dropped: 4 }, 'export', 'abort', '7-2');
    expect(out).to.include('4 deliveries that waited are discarded.');
  });

  it('list exports, and say how to go on', async () => {
    const { out, asked } = await runWith({ exports: [RUN], next: '7-2' }, 'export', 'list', '--hook', '7');
    expect(asked[0]?.url).to.equal('/v1/exports?hook=7');
    expect(out)
      .to.match(/^7-2\s+7\s+In Progress\s+2026-10-01/m)
      .and.include('--cursor 7-2');
  });
});

const PREVIEW = {
  hook: 7,
  from: '2026-10-01',
  to: '2026-10-01',
  timeZone: 'UTC',
  exact: true,
  inexactBecause: [],
  events: 12,
  matched: 9,
  leftOut: { notMatched: 3, notExportable: 0 },
  types: [
    { type: 'click', exportable: true, matched: 9 },
    { type: 'profile_merge', exportable: false, matched: 0 },
  ],
  days: [{ day: '2026-10-01', events: 12, matched: 9 }],
};
const PREVIEWING = ['export', 'preview', '7', '--from', '2026-10-01', '--to', '2026-10-01'];

describe('export preview', () => {
  it('counts by type and day, and offers the test event', async () => {
    const { out, asked } = await runWith(PREVIEW, ...PREVIEWING);
    expect(asked[0]?.url).to.equal('/v1/hooks/7/export-preview?from=2026-10-01&to=2026-10-01');
    expect(out).to.include('9 of 12 events would be sent').and.include('These figures are exact.');
    expect(out)
      .to.match(/^click\s+9$/m)
      .and.match(/^profile_merge\s+cannot be exported$/m);
    expect(out).to.include('hookline hook test 7');
  });

  it('shows at once the most it can be, and the exact figures behind', async () => {
    const bound = { ...PREVIEW, exact: false, inexactBecause: ['filters'] };
    const { out, err, asked } = await runCli(PREVIEWING, {
      answers: [{ body: bound }, { body: { ...PREVIEW, matched: 5 } }],
    });
    expect(err).to.include('the hook asks for filters').and.include('Reading the events');
    expect(asked[1]?.url).to.match(/^\/v1\/hooks\/7\/export-preview\/exact/);
    expect(out).to.include('5 of 12 events would be sent');
  });
});
