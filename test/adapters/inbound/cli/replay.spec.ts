import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { type EngineAnswer, fakeEngine } from '../../../support/fake-engine';
import { type CliRun, runCli, runIn } from '../../../support/run-cli';

const ID = '6e0a5c02-6bb0-4d4c-8d5e-7f2f4cf0a001';
const NOTHING = { matched: 0, delivered: 0, parked: 0, discarded: 0, waiting: 0, missing: 0, unclear: 0, repaired: 0 };
const RUNNING = {
  replay: ID,
  account: 23,
  from: '2026-11-22T00:00:00.000Z',
  to: '2026-11-22T23:59:59.999Z',
  dryRun: false,
  status: 'running',
  events: 3,
  ...NOTHING,
  hooks: [],
  hooksLeftOut: 0,
};
const COUNTS = { ...NOTHING, matched: 5, delivered: 3, missing: 2 };
const done = (parts: object): object => ({ ...RUNNING, status: 'done', events: 5, ...parts });

const FLAGS = ['replay', '--from', '2026-11-22', '--to', '2026-11-22'];

/** Nobody stops it, unless the test says so. */
const run = async (
  answers: ReadonlyArray<EngineAnswer>,
  args: ReadonlyArray<string> = FLAGS,
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

describe('replay', () => {
  it('asks for what the flags say, waits for the end, and shows what was found hook by hook', async () => {
    const whole = { ...COUNTS, repaired: 2, hooks: [{ hook: 7, ...COUNTS, repaired: 2 }] };
    const { code, out, asked } = await run(
      [{ status: 202, body: RUNNING }, { body: RUNNING }, { body: done(whole) }],
      [...FLAGS, '--account', '23', '--hook', '7'],
    );
    expect(asked.map(({ method, url }) => `${method} ${url}`)).to.deep.equal([
      'POST /v1/replays',
      `GET /v1/replays/${ID}`,
      `GET /v1/replays/${ID}`,
    ]);
    expect(JSON.parse(asked[0]?.body ?? '')).to.deep.equal({
      account: 23,
      hook: 7,
      from: '2026-11-22',
      to: '2026-11-22',
      dryRun: false,
    });
    expect(out).to.equal(
      [
        '5 events recorded from 2026-11-22T00:00:00.000Z to 2026-11-22T23:59:59.999Z were read.',
        'HOOK  MATCHED  DELIVERED  PARKED  DISCARDED  WAITING  MISSING  UNCLEAR  REPAIRED',
        '   7        5          3       0          0        0        2        0         2',
        ' all        5          3       0          0        0        2        0         2',
        '2 were missing, 2 of them are captured now.',
        '',
      ].join('\n'),
    );
    expect(code).to.equal(0);
  });

  it('ends with 1 when a dry run misses something, having changed nothing', async () => {
    const { code, out, asked } = await run([{ body: done({ ...COUNTS, dryRun: true }) }], [...FLAGS, '--dry-run']);
    expect(JSON.parse(asked[0]?.body ?? '')).to.include({ dryRun: true });
    expect(out).to.contain('2 are missing. Nothing was changed: this was a dry run.');
    expect(code).to.equal(1);
  });

  it('ends with 0 when nothing is missing', async () => {
    const { code, out } = await run([{ body: done({}) }]);
    expect(out).to.contain('Nothing is missing.');
    expect(code).to.equal(0);
  });

  it('says why something was left as it is', async () => {
    const left = [{ because: 'hook-suspended', deliveries: 2 }];
    const { code, out } = await run([{ body: done({ ...COUNTS, hooks: [{ hook: 7, ...COUNTS, left }] }) }]);
    expect(out).to.contain('Hook 7: 2 left as they are: it is suspended; resume it and replay again.');
    expect(code).to.equal(1);
  });

  it('is cancelled by the first signal to stop, and waits until it is', async () => {
    const answers = [{ status: 202, body: RUNNING }, { body: RUNNING }, { body: { ...RUNNING, status: 'cancelled' } }];
    const { code, out, asked } = await run(answers, FLAGS, Promise.resolve());
    expect(asked.map(({ method }) => method)).to.deep.equal(['POST', 'DELETE', 'GET']);
    expect(out).to.contain('It was cancelled; what was repaired until then stays so.');
    expect(code).to.equal(1);
  });

  it('says why it failed', async () => {
    const { code, out } = await run([{ body: done({ status: 'failed', detail: 'Capture has ended.' }) }]);
    expect(out).to.contain('It failed: Capture has ended.');
    expect(code).to.equal(1);
  });

  it('shows the refusal of the engine', async () => {
    const problem = { title: 'The period is not over', detail: 'End it at 2026-11-23 or before.', errors: [] };
    const { code, err } = await runCli(FLAGS, { answers: [{ status: 422, body: problem }] });
    expect(err).to.contain('End it at 2026-11-23 or before.');
    expect(code).to.equal(3);
  });

  it('needs both ends, and says in its help what they mean', async () => {
    expect((await runIn({}, ['replay', '--from', '2026-11-22'])).code).to.equal(2);
    const { out } = await runIn({}, ['replay', 'start', '--help']);
    expect(out).to.contain('Both ends belong to the period').and.to.contain('when events were recorded');
  });
});

const oneReplay = (args: ReadonlyArray<string>, body: object): Promise<CliRun> => run([{ body }], args);

describe('replay show', () => {
  it('shows how far a replay is', async () => {
    const { code, out, asked } = await oneReplay(['replay', 'show', ID], {
      ...RUNNING,
      readTo: '2026-11-22T08:00:00Z',
    });
    expect(asked[0]).to.include({ method: 'GET', url: `/v1/replays/${ID}` });
    expect(out).to.equal('3 events read, up to 2026-11-22T08:00:00Z; 0 deliveries repaired.\n');
    expect(code).to.equal(0);
  });

  it('shows what it found once it is over, with the exit code of the replay itself', async () => {
    const { code, out } = await oneReplay(['replay', 'show', ID], done({ ...COUNTS, dryRun: true }));
    expect(out).to.contain('2 are missing.');
    expect(code).to.equal(1);
  });
});

describe('replay cancel', () => {
  it('ends a replay that another one began', async () => {
    const { out, asked } = await oneReplay(['replay', 'cancel', ID], { ...RUNNING, status: 'cancelled' });
    expect(asked[0]).to.include({ method: 'DELETE', url: `/v1/replays/${ID}` });
    expect(out).to.contain('It was cancelled; what was repaired until then stays so.');
  });
});
